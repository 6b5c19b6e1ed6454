import { latencies, type Latencies } from './percentile.ts';
import { OPERATIONS, type OperationName } from './life-of-an-order.ts';
import { together } from './meter.ts';
import type { LoadRun } from './run-load.ts';

type Cpu = {
  readonly api: number | null;
  readonly postgres: number | null;
  readonly fakes: number | null;
  readonly clients: number;
};

/** The figures of a run, as `--json` writes them. Times in ms, rates per second, CPU in seconds. */
export type LoadResult = {
  readonly postgres: string;
  readonly orders: number;
  readonly ordersPerSecond: number;
  readonly requestsPerSecond: number;
  readonly operations: Readonly<Record<OperationName, Latencies>>;
  readonly errors: readonly string[];
  readonly retries: number;
  readonly cpu: Cpu;
  /** Per CPU second of the process and of Postgres together; null where that cannot be measured. */
  readonly ordersPerCpuSecond: { readonly api: number | null; readonly sql: number | null };
  /** Per CPU second of the Node process alone. */
  readonly ordersPerNodeSecond: { readonly api: number | null; readonly sql: number };
  readonly ratio: number | null;
  readonly sql: {
    readonly orders: number;
    readonly ordersPerSecond: number;
    readonly statements: number;
    readonly transactions: number;
    readonly cpu: Pick<Cpu, 'postgres' | 'clients'>;
  };
  readonly constant: { readonly requestsPerSecond: number; readonly requestsPerCpuSecond: number | null };
  readonly requestsPerApiSecond: number | null;
  readonly differences: readonly string[];
};

export function resultOf(run: LoadRun): LoadResult {
  const api = together(run.api);
  const sql = together(run.sql);
  const constant = together(run.constant);
  const requests = OPERATIONS.reduce((sum, name) => sum + run.tally.latenciesMs[name].length, 0);
  const ordersPerCpuSecond = {
    api: rate(run.orders, plus(api.api, api.postgres)),
    sql: rate(run.sqlOrders, plus(sql.clients, sql.postgres)),
  };
  return {
    postgres: run.postgres,
    orders: run.orders,
    ordersPerSecond: run.orders / api.wall,
    requestsPerSecond: requests / api.wall,
    operations: Object.fromEntries(
      OPERATIONS.map((name) => [name, latencies(run.tally.latenciesMs[name])]),
    ) as LoadResult['operations'],
    errors: run.tally.errors,
    retries: run.tally.retries,
    cpu: { api: api.api, postgres: api.postgres, fakes: api.fakes, clients: api.clients },
    ordersPerCpuSecond,
    ordersPerNodeSecond: { api: rate(run.orders, api.api), sql: run.sqlOrders / sql.clients },
    ratio: ratioOf(ordersPerCpuSecond.api, ordersPerCpuSecond.sql),
    sql: {
      orders: run.sqlOrders,
      ordersPerSecond: run.sqlOrders / sql.wall,
      ...run.life,
      cpu: { postgres: sql.postgres, clients: sql.clients },
    },
    constant: {
      requestsPerSecond: run.constantAnswers / constant.wall,
      requestsPerCpuSecond: rate(run.constantAnswers, constant.constant),
    },
    requestsPerApiSecond: rate(requests, api.api),
    differences: run.differences,
  };
}

/** Null when either is unknown: half a sum is no sum. */
const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

const rate = (count: number, seconds: number | null): number | null =>
  seconds === null || seconds === 0 ? null : count / seconds;

const ratioOf = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a / b;
