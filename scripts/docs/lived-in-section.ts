import { HISTORY, HISTORY_STATES } from '@topheavy/testbed/lived-in';
import { globSync } from 'node:fs';
import { root } from '../terminal.ts';

const number = (value: number): string => value.toLocaleString('en');

/** Section "Accumulated state" of docs/reliability.md: the shop with three years behind it. */
export function livedInSection(): string {
  const elsewhere = globSync('tests/integration/**/*.empty-shop.test.ts', { cwd: root }).toSorted();
  return `## Accumulated state

\`pnpm test:integration --lived-in\` runs the same tests in a shop with three years behind it, and with no reset: what
earlier tests left stays too. Before each test the night falls instead: what was left unfinished is put off, what was not
sent is a dead letter, what was sold is withdrawn, and rates are old. Each test has a customer of its own.

- **The history**: ${number(HISTORY.orders)} orders made by set-based SQL from a seed, with every constraint and trigger in force. All
  ${HISTORY_STATES} pairings of an order's, a payment's and a shipment's status occur, each value that a check names, and a null
  in each column that may be null, and orders in a currency that is no longer sold: \`tests/lived-in/history.test.ts\` reads from the catalogue what must be there.
- **The jobs** catch up with what it left unfinished: \`tests/lived-in/catch-up.test.ts\`.
- **The books** of what a test touched are checked after it, and all of them at the end of the run.
- **Query plans**: what the API sends during a busy day is read from the wire, and none of it may read a big table, or
  all of its index: \`tests/lived-in/plans.test.ts\`, with a control that drops indexes.
- **Ratios**: \`node scripts/lived-in-ratios.ts\` times calls in this shop and in an empty one, in turns on one server, and
  fails when a median is beyond 1.5 times.

Not run there: what is about a shop with nothing in it, or about copies of saved rows, which are made in such a shop only:
${elsewhere.map((file) => `[${file.split('/').slice(-2).join('/')}](../${file})`).join(', ')}.
`;
}
