export { watchChanges, type Changed, type Changes } from './changes.ts';
export type { Failure, Verdict, WatchEvent } from './events.ts';
export { supervise } from './supervise.ts';
export { startWatch, type Watch, type WatchOptions } from './watch.ts';
