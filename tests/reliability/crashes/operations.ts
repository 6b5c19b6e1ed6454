import type { CrashOperation } from './operation.ts';
import { backgroundWork } from './operations/background-work.ts';
import { events } from './operations/events.ts';
import { requests } from './operations/requests.ts';

/** All of them, by the name of the file in effects/ that lists what each does. */
export const OPERATIONS = { requests, events, 'background-work': backgroundWork } as const satisfies Record<
  string,
  readonly CrashOperation[]
>;

export type Group = keyof typeof OPERATIONS;
