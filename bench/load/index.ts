export { latencies, percentile } from './percentile.ts';
export { recordedLife } from './recorded-life.ts';
export { selfTimes } from './self-times.ts';
