/** Section "Load" of docs/reliability.md. The figures are of one run, printed by the command beside them. */
export const loadSection = (): string => `## Load

\`pnpm bench load\` starts one API process as production does (\`main.ts\`, its log included, background work off), a real
Postgres and the fakes, each a process of its own, and has a bounded number of clients place, pay, capture and refund
orders for a bounded time, each client one order after the other over kept connections. In the same run it measures two
references, in slices that take turns with the API's, so that a busy machine disturbs all three alike:

- **bare SQL**: every statement that the API sends for one order is recorded, and sent again for other orders: the same
  texts and parameters with ids of their own, in the same transactions, through \`pg\` and a pool of the same size,
  without HTTP, validation, providers or a log;
- **express**: a route that answers a constant.

It prints throughput, p50, p95, p99 and the longest time of each operation, errors, retries, and the CPU seconds of each
process. Rates are also given for each CPU second, which a busy machine does not change: that is the ratio to look at.
At the end the invariants are checked, on the orders of the replay too, and every order that a client was told of must be
in the books and at the bank exactly as told; else it exits with 1. \`--profile\` adds where the API's CPU time and the
statements' time went, \`--json FILE\` writes the figures.

\`pnpm bench load --seconds 60\` on 2 cores that other work had most of (21 November 2026, embedded Postgres 18.4): 164
orders, no error and no retry; for each CPU second of the process and Postgres together 19.6 orders, bare SQL 45.7, so
0.43 of it; of the Node process alone 31.4 and 136.9. The aim is a half. Sending what the API says to Postgres, 96
statements for an order, takes most of the process's time (\`--profile\`: \`writev\`, kysely, pg), so the next gain is fewer
statements; that each is parsed once ([decision 16](adr/0016-statements-have-names.md)) helps both sides of the ratio.
`;
