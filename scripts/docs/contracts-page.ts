import { cells, HEADINGS, LEAST, type Row } from '../suite/mutation/table.ts';

/** docs/contracts.md: how many wrong answers of the fakes the layers of their contracts reject. */
export const contractsPage = (rows: readonly Row[], all: Row): string => `# What the contracts reject

<!-- Written by \`pnpm test:contract --mutate --update\`. -->

A check that accepts everything is worth nothing, however green. So each sound answer that the behaviour suites get
from a fake is made wrong in one place and in one way, and the layers that hold the fakes to their contracts judge it:
a field left out, renamed, of another type or added, a word that the vocabulary lacks, an amount times or by 100, a
rate or price rounded, milliseconds for seconds, a value nested as a next version might.

- **gate**: the schemas that every exchange of every test is held to;
- **+ witnesses**: of what is left, what the providers' published documents, examples and recordings reject;
- **+ behaviour**: of what is left, what makes a test in [tests/contract](../tests/contract) fail when the answer goes
  wrong in flight. Each test that is given such an answer is repeated with it.

At least ${LEAST.overall} % overall and ${LEAST.operation} % of each operation must be rejected, or \`pnpm test:contract --mutate\` fails;
with \`--verbose\` it names each mutant that survives.

${[HEADINGS, HEADINGS.map((_, column) => (column === 0 ? '---' : '---:')), ...[...rows, all].map(cells)]
  .map((line) => `| ${line.join(' | ')} |`)
  .join('\n')}
`;
