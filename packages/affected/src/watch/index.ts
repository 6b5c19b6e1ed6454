export { openCanary } from './canary.ts';
export { watchChanges, type Changed, type Changes } from './changes.ts';
export type { Failure, Verdict, WatchEvent } from './events.ts';
export { openSession, type Ran, type Session, type Wanted } from './session.ts';
export { supervise } from './supervise.ts';
export { testId, wantedOf } from './wanted.ts';
export { startWatch, type Watch, type WatchOptions } from './watch.ts';
export { openWorkers, type Workers } from './workers.ts';
export { textHash } from './worker/versions.ts';
