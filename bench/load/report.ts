import { OPERATIONS } from './life-of-an-order.ts';
import type { LoadResult } from './result.ts';

const number = (value: number | null, digits = 1): string =>
  value === null || Number.isNaN(value) ? 'not known' : value.toFixed(digits);

/** From fewer than that the ratios differ by a tenth and more from run to run. */
const ENOUGH_ORDERS = 200;

/** What `pnpm bench load` prints. */
export function loadReport(result: LoadResult): string {
  const { ordersPerCpuSecond: whole, ordersPerNodeSecond: node, sql, constant, cpu } = result;
  return [
    `Postgres: ${result.postgres}`,
    '',
    `API        ${number(result.ordersPerSecond)} orders/s, ${number(result.requestsPerSecond)} requests/s (${result.orders} orders)`,
    `bare SQL   ${number(sql.ordersPerSecond)} orders/s: the same ${sql.statements} statements, ${sql.transactions} transactions, for each order`,
    `express    ${number(constant.requestsPerSecond, 0)} requests/s on a route that answers a constant`,
    '',
    'operation    count      p50      p95      p99      max   (ms)',
    ...OPERATIONS.map((name) => {
      const { count, p50, p95, p99, max } = result.operations[name];
      const times = [p50, p95, p99, max].map((value) => number(value).padStart(9)).join('');
      return `${name.padEnd(10)}${String(count).padStart(8)}${times}`;
    }),
    `errors ${result.errors.length}, retries ${result.retries}`,
    ...result.errors.slice(0, 5).map((error) => `  ${error}`),
    '',
    'CPU seconds      API   Postgres   fakes   clients',
    `of the API ${number(cpu.api, 2).padStart(9)}${number(cpu.postgres, 2).padStart(11)}${number(cpu.fakes, 2).padStart(8)}${number(cpu.clients, 2).padStart(10)}`,
    `bare SQL           -${number(sql.cpu.postgres, 2).padStart(11)}       -${number(sql.cpu.clients, 2).padStart(10)}`,
    '',
    'orders for each CPU second          API   bare SQL   ratio',
    `of the process and Postgres ${row(whole.api, whole.sql)}`,
    `of the process alone        ${row(node.api, node.sql)}`,
    'The aim is half of bare SQL for each CPU second of the process and Postgres: a ratio of 0.50 in the first row.',
    ...(result.orders < ENOUGH_ORDERS
      ? [`Of ${result.orders} orders the ratios are rough: more than ${ENOUGH_ORDERS} need more --seconds.`]
      : []),
    `requests for each CPU second of the process: API ${number(result.requestsPerApiSecond, 0)}, constant route ${number(constant.requestsPerCpuSecond, 0)}`,
    '',
    ...verdict(result),
  ].join('\n');
}

const row = (api: number | null, sql: number | null): string =>
  `${number(api).padStart(11)}${number(sql).padStart(11)}${number(api === null || sql === null ? null : api / sql, 2).padStart(8)}`;

function verdict({ orders, differences }: LoadResult): string[] {
  if (differences.length === 0)
    return [
      `The books, the bank and what the clients were told of ${orders} orders agree; all invariants hold.`,
    ];
  return [
    `${differences.length} differences, the first of them:`,
    ...differences.slice(0, 10).map((difference) => `  ${difference}`),
  ];
}
