import { LAYER_TITLES, LAYERS } from './layers.ts';
import { wordOf, type LayerSummary } from './summary.ts';
import type { Row } from './try-patches.ts';

export type Facts = {
  readonly date: string;
  readonly commit: string;
  /** Whether every patch was tried. */
  readonly complete: boolean;
  readonly summary: readonly LayerSummary[];
  readonly rows: readonly Row[];
};

/** docs/proof.md: what the last whole run found. */
export function markdownPage({ date, commit, summary, rows }: Facts): string {
  const table = (kind: Row['patch']['kind']) =>
    rows
      .filter(({ patch }) => patch.kind === kind)
      .map(({ patch, cells }) => {
        const link = `[${patch.name}](../proof/${kind === 'bug' ? 'bugs' : 'refactorings'}/${patch.name}/story.md)`;
        return `| ${link} | ${LAYERS.map((layer) => wordOf(cells[layer])).join(' | ')} |`;
      });
  const head = [
    `| | ${LAYERS.map((layer) => LAYER_TITLES[layer]).join(' | ')} |`,
    `|---${'|---'.repeat(LAYERS.length)}|`,
  ];
  const own = rows.filter(({ patch }) => patch.mocks !== null).length;
  return `# The proof

Written by \`pnpm proof --update\` on ${date} at commit ${commit}. How it is measured: [proof/README.md](../proof/README.md).

${summaryTable(summary)}

Seconds and tests are of the whole layer, lines those of \`apps/api\` and \`packages/domain\` that it runs. The mocks were
written for code that is right. For ${own} of the bugs the author would have written other mocks, which repeat the
mistake (\`mocks.patch\` beside the bug): that is the other row.

What this does not say: bugs, mocks and tests are by the same authors. Each bug names an integration test that sees it, and
where there was none, one was written. So that row says what the layer can see, not what it would have seen on the day.

## Bugs

Red is good: the layer sees the bug.

${head.join('\n')}
${table('bug').join('\n')}

## Refactorings

Red is bad: nothing changed for anybody who calls the API, and the layer fails all the same.

${head.join('\n')}
${table('refactoring').join('\n')}
`;
}

/** One row for each layer; also what README.md shows. */
export function summaryTable(summary: readonly LayerSummary[]): string {
  const rows = summary.map(
    ({ layer, bugsCaught, bugs, refactoringsFailed, refactorings, lines, tests, seconds }) => {
      const cells = [
        LAYER_TITLES[layer],
        `${bugsCaught} of ${bugs}`,
        `${refactoringsFailed} of ${refactorings}`,
        lines === null ? '' : `${lines} %`,
        tests === null || tests === 0 ? '' : tests.toLocaleString('en'),
        seconds === null ? '' : String(seconds),
      ];
      return `| ${cells.join(' | ')} |`;
    },
  );
  return [
    '| layer | bugs caught | refactorings failed | lines | tests | seconds |',
    '|---|---|---|---|---|---|',
  ]
    .concat(rows)
    .join('\n');
}
