import { publishedOperations, scopeOf } from '@topheavy/testbed/operations';
import { CALLERS, cellOf, type Cell } from '../../tests/integration/every-operation/access-matrix.ts';

/** Section "Access" of docs/reliability.md: who gets what of each operation. */
export function accessSection(): string {
  const operations = publishedOperations();
  const cells = operations.flatMap((operation) => CALLERS.map((caller) => cellOf(operation, caller)));
  const reasons = [...new Set(cells.flatMap((cell) => ('reason' in cell ? [cell.reason] : [])))];
  const words = (cell: Cell): string =>
    'gets' in cell ? cell.gets : `(${reasons.indexOf(cell.reason) + 1})`;
  const rows = operations.map((operation) =>
    row([
      operation.operationId,
      scopeOf(operation) ?? '',
      ...CALLERS.map((caller) => words(cellOf(operation, caller))),
    ]),
  );
  return `## Access

Each operation of the API's document × who asks; the rows come from the document itself, so a new operation has its
row, and its tests, from its first day. A refusal changes no table and no provider. ${operations.length} operations,
${cells.length - cells.filter((cell) => 'reason' in cell).length} cells with a test each, the others with a reason:
\`pnpm test:integration every-operation/access\`.

- \`like nothing\`: 404, to the byte and header what the same request gets for an id that never existed, whatever the
  state of the thing.
- \`nothing of theirs\`: an answer without an id or a mail address of another customer.
- \`alike\`: the same as without a key, to the byte.
- \`401\` is the same to the byte for all four, so that nobody learns whether a key was ever good. Nor from how long it
  takes: a key is looked up by its hash, and for an unknown, revoked, impossible or almost good one the same functions of
  the API run equally often, and one statement, the same as for a good one
  ([key-look-up](../tests/integration/every-operation/key-look-up.in-process.test.ts)).

\`pnpm bench keys\` prints medians of refusals, by turns with those of an unknown key, on 2 cores that other work had most
of (21 November 2026, embedded Postgres 18.4, 2,000 pairs each): 1.001 times as long with another unknown
key, 1.001 with a revoked one, 1.002 with one of another prefix, 1.024 with a good one without the scope, whose refusal is another.

${row(['Operation', 'Scope', ...CALLERS])}
${row(['---', '---', ...CALLERS.map(() => '---')])}
${rows.join('\n')}

${reasons.map((reason, index) => `(${index + 1}) ${reason}`).join('; ')}.
`;
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
