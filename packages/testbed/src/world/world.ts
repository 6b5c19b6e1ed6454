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
import { Pool } from 'pg';
import { createHttpClient, type HttpClient } from '../http/client.ts';
import { captureLogs, type CapturedLogs } from './captured-logs.ts';
import { fakesEnvironment } from './fakes-settings.ts';
import { startApiProcess } from './api-process.ts';
import { openFakes, type Target, type WorldFakes } from './target.ts';
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
  readonly fakes: WorldFakes;
  readonly clock: TestClock;
  readonly logs: CapturedLogs;
  readonly api: Api;
  /** Where the fakes send their webhooks to. */
  readonly webhookBaseUrl: string;
  /** Another API process in all but the pid: same database and fakes, its own pool and gateways. */
  startApi(environment?: Readonly<Record<string, string>>): Promise<Api>;
  stop(): Promise<void>;
};

/** A busy machine makes it. A test of a provider that hangs starts an API with less patience. */
const GATEWAY_DEADLINE_MS = 10_000;

export async function startWorld(databaseUrl: string, target: Target): Promise<World> {
  const fakes = await openFakes(target);
  const clock = createTestClock();
  const logs = captureLogs();
  const database = new Pool({ connectionString: databaseUrl, max: 5, application_name: 'topheavy-testbed' });
  const environmentOf = (environment: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    DATABASE_URL: databaseUrl,
    ...fakesEnvironment(fakes.urls),
    GATEWAY_DEADLINE_MS: String(GATEWAY_DEADLINE_MS),
    // What the repetition does is tested; nobody needs to wait for it.
    GATEWAY_RETRY_DELAY_MS: '1',
    // One test's outage must not be the next one's open breaker.
    GATEWAY_BREAKER_FAILURES: '1000000',
    RATE_LIMIT_PER_MINUTE: '1000000',
    ...environment,
  });
  const startApi = (environment?: Readonly<Record<string, string>>): Promise<Api> =>
    startApiWith(parseConfig(environmentOf(environment)), clock, logs);
  const local = await startApi();
  const outside = await openTarget(target, environmentOf(), logs);
  return {
    databaseUrl,
    database,
    fakes,
    clock,
    logs,
    api: outside === null ? local : { ...local, url: outside.url, http: outside.http },
    webhookBaseUrl: target.kind === 'url' ? target.webhookBaseUrl : (outside?.url ?? local.url),
    startApi,
    async stop() {
      await outside?.stop();
      await local.stop();
      await Promise.all([fakes.stop(), database.end()]);
    },
  };
}

/** The API outside of this process that answers the requests; background work is still run from here. */
async function openTarget(
  target: Target,
  environment: Readonly<Record<string, string>>,
  logs: CapturedLogs,
): Promise<Pick<Api, 'url' | 'http' | 'stop'> | null> {
  if (target.kind === 'in-process') return null;
  if (target.kind === 'url') {
    const http = createHttpClient(target.url);
    return { url: target.url, http, stop: async () => http.close() };
  }
  const ports = { PORT: '0', METRICS_PORT: '0', BACKGROUND: 'off' };
  const api = await startApiProcess({ ...environment, ...ports }, logs.stream);
  const http = createHttpClient(api.url);
  return {
    url: api.url,
    http,
    async stop() {
      http.close();
      await api.stop();
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
