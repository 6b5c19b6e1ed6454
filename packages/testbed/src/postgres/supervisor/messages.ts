import type { PostgresSource } from '../postgres-server.ts';

/** What the supervisor is told on its command line. */
export type SupervisorOrder = {
  source: PostgresSource;
  durable: boolean;
  image: string;
  databaseUrl: string;
};

/** What it says to its owner. */
export type SupervisorMessage =
  | { type: 'log'; line: string }
  | { type: 'ready'; url: string; place: string; run: string }
  | { type: 'failed'; message: string };

/** What its owner says to it; a closed channel means the same. */
export const stopMessage = 'stop';
