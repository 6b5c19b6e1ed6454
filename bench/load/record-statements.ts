import {
  createApp,
  createDatabase,
  createGateways,
  createLogger,
  createMetrics,
  createPool,
  listen,
  parseConfig,
  reportCalls,
  systemClock,
  systemIds,
} from '@topheavy/api';
import type { PoolClient } from 'pg';
import type { Environment } from '../processes/open-shop.ts';

/** One statement as the API gave it to `pg`. */
export type Statement = {
  readonly connection: unknown;
  readonly text: string;
  /** Of a statement that is prepared under a name. */
  readonly name: string | undefined;
  readonly values: readonly unknown[];
};

export type Recorder = {
  readonly url: string;
  /** The statements since the last call, in the order in which they were sent. */
  take(): Statement[];
  stop(): Promise<void>;
};

/** The same API in this process, which writes down every statement that it sends. */
export async function startRecorder(environment: Environment): Promise<Recorder> {
  const config = parseConfig({ ...environment, PORT: '0', METRICS_PORT: '0', BACKGROUND: 'off' });
  let sent: Statement[] = [];
  const pool = createPool(config.database);
  pool.prependListener('connect', (client) => listenIn(client, (statement) => sent.push(statement)));
  const db = createDatabase(pool);
  const logger = createLogger('silent');
  const metrics = createMetrics();
  const app = createApp({
    config,
    db,
    gateways: createGateways(config.gateways, reportCalls(logger, metrics)),
    clock: systemClock,
    ids: systemIds,
    logger,
    metrics,
    lifecycle: { stopping: false },
  });
  const listener = await listen(app, { host: '127.0.0.1', port: 0, logger });
  return {
    url: listener.url,
    take() {
      const taken = sent;
      sent = [];
      return taken;
    },
    async stop() {
      await listener.close(0);
      await db.destroy();
    },
  };
}

type Query = string | { readonly text: string; readonly name?: string; readonly values?: readonly unknown[] };

function listenIn(client: PoolClient, hear: (statement: Statement) => void): void {
  const query = client.query;
  // `query` has a dozen forms; kysely uses these two, and all of them go on as they came.
  const heard = (...args: [Query, ...unknown[]]): unknown => {
    const [what, values] = args;
    const asked = typeof what === 'string' ? { text: what } : what;
    hear({
      connection: client,
      text: asked.text,
      name: 'name' in asked ? asked.name : undefined,
      values: ('values' in asked ? asked.values : Array.isArray(values) ? values : undefined) ?? [],
    });
    return Reflect.apply(query, client, args);
  };
  client.query = heard as PoolClient['query'];
}
