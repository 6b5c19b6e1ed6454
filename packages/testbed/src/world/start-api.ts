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
import { createHttpClient, type HttpClient } from '../http/client.ts';
import type { CapturedLogs } from './captured-logs.ts';
import type { TestClock } from './test-clock.ts';

export type Api = {
  readonly url: string;
  readonly http: HttpClient;
  readonly dependencies: Dependencies;
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
  const listener = await listen(createApp(dependencies), { host: '127.0.0.1', port: 0, logger });
  const http = createHttpClient(listener.url);
  return {
    url: listener.url,
    http,
    dependencies,
    async stop() {
      http.close();
      await listener.close(0);
      await db.destroy();
    },
  };
}
