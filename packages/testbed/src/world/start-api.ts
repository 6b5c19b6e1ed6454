import {
  createApp,
  createDatabase,
  createGateways,
  createLogger,
  createMetrics,
  createPool,
  listen,
  reportCalls,
  systemIds,
  type Config,
  type Dependencies,
} from '@topheavy/api';
import type { Pool } from 'pg';
import { createHttpClient, type HttpClient } from '../http/client.ts';
import type { CapturedLogs } from './captured-logs.ts';
import type { TestClock } from './test-clock.ts';

export type Api = {
  readonly url: string;
  readonly http: HttpClient;
  readonly dependencies: Dependencies;
  /** Of `dependencies.db`. */
  readonly pool: Pool;
  stop(): Promise<void>;
};

/** The API in this process: all that main.ts starts but metrics, background work and signals. */
export async function startApi(config: Config, clock: TestClock, logs: CapturedLogs): Promise<Api> {
  const logger = createLogger('info', { secrets: config.secrets, destination: logs.stream });
  const pool = createPool(config.database, (error) => {
    logger.warn({ err: error }, 'idle database connection lost');
  });
  const db = createDatabase(pool);
  const metrics = createMetrics();
  const dependencies: Dependencies = {
    config,
    db,
    gateways: createGateways(config.gateways, reportCalls(logger, metrics)),
    clock,
    ids: systemIds,
    logger,
    metrics,
    lifecycle: { stopping: false },
  };
  const { host, port } = config;
  const listener = await listen(createApp(dependencies), { host, port, logger });
  const http = createHttpClient(listener.url);
  return {
    url: listener.url,
    http,
    dependencies,
    pool,
    async stop() {
      http.close();
      await listener.close(0);
      await withinPatience(db.destroy(), () => pool.totalCount);
    },
  };
}

/** A pool waits for connections that were taken; one that nobody gives back would hold up the run for ever. */
const PATIENCE_MS = 5000;

async function withinPatience(ended: Promise<void>, left: () => number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The API kept ${left()} database connections.`)), PATIENCE_MS);
  });
  await Promise.race([ended, tooLong]).finally(() => clearTimeout(timer));
}
