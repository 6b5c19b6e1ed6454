import { createDatabase, createPool, migrate, systemClock, systemIds } from '@topheavy/api';
import { openAccounts, type Accounts } from '@topheavy/demo';
import { cloneDatabase, startPostgres, type PostgresServer } from '@topheavy/testbed/postgres';
import { fakesEnvironment, startApiProcess, type ApiProcess } from '@topheavy/testbed/processes';
import { Pool } from 'pg';
import { createApiLog, type ApiLog } from './api-log.ts';
import { startFakes, type FakesProcess } from './start-fakes.ts';

export type Environment = Readonly<Record<string, string>>;

/** A shop of real processes on this machine: Postgres, fakes, and as many APIs as are started. */
export type OpenShop = Accounts & {
  readonly postgres: PostgresServer;
  /** Our own connections, to prepare and to look. */
  readonly database: Pool;
  readonly fakes: FakesProcess;
  readonly log: ApiLog;
  /** What points an API at this shop. */
  readonly environment: Environment;
  startApi(environment?: Environment): Promise<ApiProcess>;
  /** Stops all of it, the APIs that still run included. */
  close(): Promise<void>;
};

/** One client with one key is all the customers there are. */
const NO_LIMIT = { RATE_LIMIT_PER_MINUTE: '100000000' };

export async function openShop(webhookMode: 'auto' | 'manual'): Promise<OpenShop> {
  const postgres = await startPostgres();
  try {
    const [databaseUrl, fakes] = await Promise.all([
      cloneDatabase(postgres, 'template0', 'bench'),
      startFakes(webhookMode),
    ]);
    const accounts = await prepare(databaseUrl);
    const database = new Pool({ connectionString: databaseUrl, max: 4, application_name: 'topheavy-bench' });
    // What a server that is being stopped cuts off.
    database.on('error', () => {});
    const log = createApiLog();
    const running = new Set<ApiProcess>();
    const environment = { DATABASE_URL: databaseUrl, ...fakesEnvironment(fakes.urls), ...NO_LIMIT };
    return {
      ...accounts,
      postgres,
      database,
      fakes,
      log,
      environment,
      async startApi(more = {}) {
        const api = await startApiProcess(
          { ...environment, PORT: '0', METRICS_PORT: '0', ...more },
          log.stream,
        );
        running.add(api);
        void api.ended.then(() => running.delete(api));
        return api;
      },
      async close() {
        await Promise.all([...running].map((api) => api.stop()));
        await Promise.all([fakes.stop(), database.end()]);
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function prepare(url: string): Promise<Accounts> {
  const db = createDatabase(
    createPool({ url, poolSize: 1, acquireTimeoutMs: 5000, statementTimeoutMs: 30_000 }),
  );
  try {
    await migrate(db);
    return await openAccounts({ db, clock: systemClock, ids: systemIds });
  } finally {
    await db.destroy();
  }
}
