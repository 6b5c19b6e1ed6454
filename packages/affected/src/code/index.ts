export { analyse, UnparsableError, type Analysis, type FoundFunction } from './analyse.ts';
export { instrument, PROBES } from './instrument.ts';
export { withoutComments } from './without-comments.ts';
