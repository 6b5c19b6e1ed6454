import { LAYER_TITLES, LAYERS } from './layers.ts';
import { wordOf, type LayerSummary } from './summary.ts';
import type { Row } from './try-patches.ts';

export type Facts = {
  readonly date: string;
  readonly commit: string;
  readonly mirageCoverage: number | null;
  readonly summary: readonly LayerSummary[];
  readonly rows: readonly Row[];
};

/** docs/proof.md: what the last whole run found. */
export function markdownPage({ date, commit, mirageCoverage, summary, rows }: Facts): string {
  const lines = summary.map(
    (one) =>
      `| ${LAYER_TITLES[one.layer]} | ${one.bugsCaught} of ${one.bugs} | ${one.refactoringsFailed} of ${one.refactorings} | ${one.tests === 0 ? '' : one.tests} | ${one.seconds} |`,
  );
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
  return `# The proof

Written by \`pnpm proof --update\` on ${date} at commit ${commit}. How it is measured: [proof/README.md](../proof/README.md).

| layer | bugs caught | refactorings failed | tests | seconds, whole |
|---|---|---|---|---|
${lines.join('\n')}

${mirageCoverage === null ? '' : `The unit tests with mocks run ${mirageCoverage} % of the lines of apps/api (\`node proof/run-mirage.ts --coverage\`).\n`}
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
