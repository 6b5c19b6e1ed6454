import type { VirtualClock } from './clock.ts';
import type { DataPort } from './data-port.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Violations } from './violations.ts';
import type { Webhooks } from './webhooks.ts';

/** What all providers of one set of fakes share. */
export type World = {
  clock: VirtualClock;
  faults: Faults;
  journal: Journal;
  webhooks: Webhooks;
  /** Those that listen. */
  ports: Set<DataPort>;
  violations: Violations;
  /** See `createIds`. */
  idSalt: string;
};
