import {
  createApp,
  createDatabase,
  createGateways,
  createLogger,
  createMetrics,
  createPool,
  listen,
  parseConfig,
  systemIds,
  type Config,
  type Dependencies,
} from '@topheavy/api';
import { startFakes, type Fakes } from '@topheavy/fakes';
import { Pool } from 'pg';
import { createHttpClient, type HttpClient } from '../http/client.ts';
import { captureLogs, type CapturedLogs } from './captured-logs.ts';
import { fakesEnvironment } from './fakes-settings.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export type Api = {
  readonly url: string;
  readonly http: HttpClient;
  readonly dependencies: Dependencies;
  stop(): Promise<void>;
};

/** Everything a test runs against; one for each worker process. */
export type World = {
  readonly databaseUrl: string;
  /** The testbed's own connections, to look from outside and to hold row locks. */
  readonly database: Pool;
  readonly fakes: Fakes;
  readonly clock: TestClock;
  readonly logs: CapturedLogs;
  readonly api: Api;
  /** Another API process in all but the pid: same database and fakes, its own pool and gateways. */
  startApi(environment?: Readonly<Record<string, string>>): Promise<Api>;
  stop(): Promise<void>;
};

/** Short enough that a test of a hanging provider is quick, long enough that a busy machine makes it. */
const GATEWAY_DEADLINE_MS = 1500;

export async function startWorld(databaseUrl: string): Promise<World> {
  const fakes = await startFakes();
  const clock = createTestClock();
  const logs = captureLogs();
  const database = new Pool({ connectionString: databaseUrl, max: 5, application_name: 'topheavy-testbed' });
  const startApi = async (environment: Readonly<Record<string, string>> = {}): Promise<Api> => {
    const config = parseConfig({
      DATABASE_URL: databaseUrl,
      ...fakesEnvironment(fakes.urls),
      GATEWAY_DEADLINE_MS: String(GATEWAY_DEADLINE_MS),
      RATE_LIMIT_PER_MINUTE: '1000000',
      ...environment,
    });
    return startApiWith(config, clock, logs);
  };
  const api = await startApi();
  return {
    databaseUrl,
    database,
    fakes,
    clock,
    logs,
    api,
    startApi,
    async stop() {
      await api.stop();
      await Promise.all([fakes.stop(), database.end()]);
    },
  };
}

async function startApiWith(config: Config, clock: TestClock, logs: CapturedLogs): Promise<Api> {
  const db = createDatabase(createPool(config.database));
  const dependencies: Dependencies = {
    config,
    db,
    gateways: createGateways(config.gateways, {}),
    clock,
    ids: systemIds,
    logger: createLogger('info', logs.stream),
    metrics: createMetrics(),
    lifecycle: { stopping: false },
  };
  const listener = await listen(createApp(dependencies), '127.0.0.1', 0);
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
