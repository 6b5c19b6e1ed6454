import { credit, recorded } from '@topheavy/affected/memo';
import { parseConfig, startLoop, type Config, type Job, type Loop } from '@topheavy/api';
import type { ProviderName } from '@topheavy/fakes';
import { Pool, type Client } from 'pg';
import { openResetClient } from '../postgres/index.ts';
import { captureLogs, type CapturedLogs } from './captured-logs.ts';
import { fakesEnvironment } from './fakes-settings.ts';
import { startApiProcess, type ApiProcess } from './api-process.ts';
import { openDatabaseLine, type DatabaseLine } from './database-line.ts';
import { createEmptyDatabase, type EmptyDatabase } from './empty-database.ts';
import { NO_HISTORY, type HistoryUrls } from './history-urls.ts';
import { openTarget } from './open-target.ts';
import type { CrashPoint } from './lines/effects.ts';
import { createOpened } from './opened.ts';
import { startApi, type Api } from './start-api.ts';
import { openFakes, type WorldFakes } from './open-fakes.ts';
import type { Target } from './target.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { startWatchedProcess, type WatchedProcess } from './watched-process.ts';

type Environment = Readonly<Record<string, string>>;

/** Everything a test runs against; one for each worker process. */
export type World = {
  readonly databaseUrl: string;
  readonly historyUrls: HistoryUrls;
  /** The testbed's own connections, to look from outside and to hold row locks. */
  readonly database: Pool;
  /** For resets and nothing else: on it no foreign key holds. Another one after `disconnected`. */
  readonly resetClient: Client;
  readonly fakes: WorldFakes;
  readonly clock: TestClock;
  readonly logs: CapturedLogs;
  readonly api: Api;
  /** Whether that runs in this process. Of another one's attempts to connect nobody here hears. */
  readonly apiIsInProcess: boolean;
  /** Where the fakes send their webhooks to. */
  readonly webhookBaseUrl: string;
  /** Another API process in all but the pid: same database and fakes, its own pool and gateways. */
  startApi(environment?: Environment): Promise<Api>;
  /** Another API in this process that waits for this provider but a moment; started when first asked for, and kept. */
  impatientApi(provider: ProviderName): Promise<Api>;
  /** Those in this process that live as long as the world. */
  apis(): readonly Api[];
  /** The API as it runs in production: main.ts as a process of its own. Background work is off unless asked for. */
  startProcess(environment?: Environment): Promise<ApiProcess>;
  /** The same, whose effects on the database and on providers are seen; it gets as far as `point`. */
  startWatched(environment?: Environment, point?: CrashPoint): Promise<WatchedProcess>;
  openDatabaseLine(): Promise<DatabaseLine>;
  /** Node looks at TZ again whenever it is set. */
  liveIn(timezone: string): void;
  createEmptyDatabase(): Promise<EmptyDatabase>;
  /** Runs a job over and over as main.ts does. */
  startLoop(job: Job): Loop;
  /** Does something to the database while nothing of this world is connected to it. */
  disconnected(work: () => Promise<void>): Promise<void>;
  /** Ends what was opened by those above and is still open. */
  stopOpened(): Promise<void>;
  stop(): Promise<void>;
};

/** A busy machine makes it. A test of a provider that hangs starts an API with less patience. */
const GATEWAY_DEADLINE_MS = 10_000;

/** Long enough to send a request and have it read: what is timed out in this world never answers. */
const IMPATIENT_DEADLINE_MS = 60;

export async function startWorld(
  databaseUrl: string,
  target: Target,
  historyUrls: HistoryUrls = NO_HISTORY,
): Promise<World> {
  const fakes = await openFakes(target);
  const clock = createTestClock();
  const logs = captureLogs();
  const database = new Pool({
    connectionString: databaseUrl,
    max: 5,
    application_name: 'topheavy-testbed',
    options: '-c datestyle=ISO',
  });
  // A test may end the server: the pool replaces what it loses.
  database.on('error', () => {});
  let resetClient = await openResetClient(databaseUrl);
  const opened = createOpened();
  const environmentOf = (environment: Environment = {}): Record<string, string> => ({
    DATABASE_URL: databaseUrl,
    ...fakesEnvironment(fakes.urls),
    PORT: '0',
    METRICS_PORT: '0',
    BACKGROUND: 'off',
    GATEWAY_DEADLINE_MS: String(GATEWAY_DEADLINE_MS),
    // Of fifty at once on a busy machine the last would be told to come back.
    DATABASE_ACQUIRE_TIMEOUT_MS: '10000',
    DATABASE_STATEMENT_TIMEOUT_MS: '10000',
    // What the repetition does is tested; nobody needs to wait for it.
    GATEWAY_RETRY_DELAY_MS: '1',
    // One test's outage must not be the next one's open breaker.
    GATEWAY_BREAKER_FAILURES: '1000000',
    RATE_LIMIT_PER_MINUTE: '1000000',
    ...environment,
  });
  const configOf = (environment?: Environment): Config => parseConfig(environmentOf(environment));
  const startLocal = async (environment?: Environment): Promise<Api> =>
    startApi(configOf(environment), clock, logs);
  const local = await startLocal();
  const apis = [local];
  const impatient = new Map<ProviderName, ReturnType<typeof recorded<Api>>>();
  const startImpatient = async (provider: ProviderName): Promise<Api> => {
    const { gateways, ...config } = configOf();
    const hurried = { ...gateways[provider], deadlineMs: IMPATIENT_DEADLINE_MS };
    const api = await startApi({ ...config, gateways: { ...gateways, [provider]: hurried } }, clock, logs);
    apis.push(api);
    return api;
  };
  const outside = await openTarget(target, environmentOf(), logs.stream);
  return {
    databaseUrl,
    historyUrls,
    database,
    get resetClient() {
      return resetClient;
    },
    fakes,
    clock,
    logs,
    apiIsInProcess: outside === null,
    api: outside === null ? local : { ...local, url: outside.url, http: outside.http },
    webhookBaseUrl: target.kind === 'url' ? target.webhookBaseUrl : (outside?.url ?? local.url),
    startApi: async (environment) => opened.keep(await startLocal(environment)),
    async impatientApi(provider) {
      const starting = impatient.get(provider) ?? recorded(() => startImpatient(provider));
      impatient.set(provider, starting);
      const { value, making } = await starting;
      credit(making);
      return value;
    },
    apis: () => apis,
    startProcess: async (environment) =>
      opened.keep(await startApiProcess(environmentOf(environment), logs.stream)),
    startWatched: async (environment, point) =>
      opened.keep(
        await startWatchedProcess({
          databaseUrl,
          fakes: fakes.urls,
          environment: environmentOf(environment),
          logs: logs.stream,
          point,
        }),
      ),
    liveIn: (timezone) => {
      const before = process.env['TZ'];
      process.env['TZ'] = timezone;
      opened.keep({
        stop: async () => {
          if (before === undefined) delete process.env['TZ'];
          else process.env['TZ'] = before;
        },
      });
    },
    openDatabaseLine: async () => opened.keep(await openDatabaseLine(databaseUrl)),
    createEmptyDatabase: async () => opened.keep(await createEmptyDatabase(databaseUrl)),
    startLoop: (job) => opened.keep(startLoop(job, local.dependencies.logger)),
    async disconnected(work) {
      await Promise.all([resetClient.end(), ...[database, ...apis.map(({ pool }) => pool)].map(drain)]);
      await work();
      resetClient = await openResetClient(databaseUrl);
    },
    stopOpened: opened.stopAll,
    async stop() {
      await outside?.stop();
      await Promise.all(apis.map((api) => api.stop()));
      await Promise.all([fakes.stop(), resetClient.end(), database.end()]);
    },
  };
}

/** Ends the connections of a pool that nobody uses; it makes new ones when it is asked. */
async function drain(pool: Pool): Promise<void> {
  while (pool.idleCount > 0) (await pool.connect()).release(true);
}
