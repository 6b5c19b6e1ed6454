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
- \`401\` is the same to the byte for all four, so that nobody learns whether a key was ever good.

${row(['Operation', 'Scope', ...CALLERS])}
${row(['---', '---', ...CALLERS.map(() => '---')])}
${rows.join('\n')}

${reasons.map((reason, index) => `(${index + 1}) ${reason}`).join('; ')}.
`;
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
