import type { Writable } from 'node:stream';
import type { ProviderName } from '@topheavy/fakes';
import { startApiProcess, type ApiProcess } from './api-process.ts';
import { fakesEnvironment } from './fakes-settings.ts';
import { createEffects, type CrashPoint, type Effect } from './lines/effects.ts';
import { openHttpLine } from './lines/http-line.ts';
import { openPostgresLine } from './lines/postgres-line.ts';

/** An API process whose every effect on the database and on the providers is seen, and can be its last. */
export type WatchedProcess = Pick<ApiProcess, 'http' | 'stop'> & {
  /** What it has changed or asked since the last time, in order; then it counts anew. */
  takeEffects(): readonly Effect[];
  /** Resolves once it came to the point that it was started with. It never gets beyond. */
  readonly atPoint: Promise<void>;
  /** Lets it finish what it is at, and end. */
  end(): Promise<void>;
  /** SIGKILL. Resolves when it has ended and its connections are cut. */
  kill(): Promise<void>;
};

export type WatchedStart = {
  readonly databaseUrl: string;
  readonly fakes: Readonly<Record<ProviderName, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly logs: Writable;
  /** How far it gets; without one it is only watched. */
  readonly point?: CrashPoint | undefined;
};

/** main.ts as a process that reaches the database and each provider by a line which sees what it does. */
export async function startWatchedProcess(start: WatchedStart): Promise<WatchedProcess> {
  const effects = createEffects(start.point);
  const database = await openPostgresLine(start.databaseUrl, effects);
  const names = Object.keys(start.fakes) as ProviderName[];
  const providers = await Promise.all(names.map((name) => openHttpLine(name, start.fakes[name], effects)));
  const urls = Object.fromEntries(names.map((name, index) => [name, providers[index]?.url ?? '']));
  const environment = {
    ...start.environment,
    ...fakesEnvironment(urls as Record<ProviderName, string>),
    DATABASE_URL: database.url,
  };
  const api = await startApiProcess(environment, start.logs);
  const end = async (): Promise<void> => {
    await api.stop();
    await Promise.all([database, ...providers].map((line) => line.stop()));
  };
  const kill = async (): Promise<void> => {
    api.signal('SIGKILL');
    await end();
  };
  // What waits at its point would keep it from an orderly end.
  return { http: api.http, takeEffects: effects.take, atPoint: effects.atPoint, end, kill, stop: kill };
}
