import type { PostgresSource } from '../postgres-server.ts';
import type { Storage } from './started.ts';

/** What the supervisor is told on its command line. */
export type SupervisorOrder = {
  source: PostgresSource;
  durable: boolean;
  storage: Storage;
  image: string;
  databaseUrl: string;
  /** Where data goes; null picks the best place there is. Embedded only. */
  folder: string | null;
};

/** What it says to its owner. */
export type SupervisorMessage =
  | { type: 'log'; line: string }
  | { type: 'ready'; url: string; place: string; run: string }
  | { type: 'failed'; message: string }
  /** The end of what `down` or `up` asked for; with the reason when it could not be done. */
  | { type: 'done'; failure: string | null };

/** What its owner says to it; a closed channel means the same. */
export const stopMessage = 'stop';

/** Ends the server and keeps its data, or starts it again on them and on the same port. */
export type PowerMessage = { power: 'off' | 'cut' | 'on' };
