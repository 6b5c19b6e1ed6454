/** Section "Several processes" of docs/reliability.md: what is shared, and what each process has for itself. */
export const processesSection = (): string => `## Several processes

The whole suite, stampedes included, passes against four processes of the API on one Postgres, each request to the next
of them: \`pnpm test:integration --target self --processes 4\`. Left out are the tests that move the API's clock or look
inside it (\`*.in-process.test.ts\`). Background work is done by the test, as by one process more.

What each process keeps for itself, by design:

| In one process | With several |
| --- | --- |
| The rate limit counts requests of a key | n processes let through up to n times as many |
| A circuit breaker opens after failures in a row | each learns by itself that a service is down |
| One question about a country's tax at a time | each may ask once; who is turned away for it gets 503 and \`Retry-After\`, and what the first heard serves all |
| Measurements | each has its own \`/metrics\` |

Keys, idempotency keys, reservations, leases and rates are in Postgres: nothing else is remembered from one request to
the next.
`;
