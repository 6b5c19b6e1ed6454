export { needlessRepeats, type Handover } from './needless-repeats.ts';
export { schedule, type Mishap, type Planned } from './schedule.ts';
