import type { Judged } from './journal.ts';
import type { Verification } from './verify.ts';

/** The figures by kind of thing, as lines of a Markdown table. */
export function reportOf(verification: Verification): string {
  const { journal, tests } = verification;
  const share = ({ selected }: Judged): number =>
    selected === 'all' ? 100 : (100 * selected.length) / tests.length;
  const missed = new Map<number, number>();
  for (const truth of journal.truths)
    for (const { mutant } of truth.missed) missed.set(mutant, (missed.get(mutant) ?? 0) + 1);
  const row = (of: string, some: readonly (readonly [number, Judged])[]): string => {
    const shares = some.map(([, one]) => share(one)).toSorted((a, b) => a - b);
    const mean = (numbers: readonly number[]): number =>
      numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
    const noticed = some.filter(([, { killed }]) => killed !== 'no' && killed !== 'not run').length;
    const run = some.filter(([, { killed }]) => killed !== 'not run').length;
    const saved = 100 * (1 - mean(some.map(([, { time }]) => time)));
    const misses = some.reduce((sum, [number]) => sum + (missed.get(number) ?? 0), 0);
    return `| ${[of, some.length, `${noticed} of ${run}`, percent(shares[shares.length >> 1] ?? 0), percent(mean(shares)), percent(saved), misses].join(' | ')} |`;
  };
  const all = [...journal.judged.entries()];
  const kinds = Map.groupBy(all, ([, { of }]) => of);
  const pairs = all.reduce(
    (sum, [, { selected }]) => sum + (selected === 'all' ? 0 : tests.length - selected.length),
    0,
  );
  const seen = journal.truths.reduce((sum, truth) => sum + truth.mutants.length * truth.tests, 0);
  return [
    '| what was broken | mutants | noticed | selected, median | selected, mean | time saved, mean | tests missed |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...[...kinds].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([of, some]) => row(of, some)),
    row('all', all),
    '',
    `Of ${pairs} pairs of a mutant and a test that it does not select, ${percent((100 * seen) / pairs)} were tried, in ${journal.truths.length} runs of ${Math.round(journal.truths.reduce((sum, { ms }) => sum + ms, 0) / 1000)} s together.`,
  ].join('\n');
}

/** docs/affected.md. */
export function pageOf(
  verification: Verification,
  { command, commit, beside }: Readonly<Record<'command' | 'commit' | 'beside', string>>,
): string {
  const { journal, tests } = verification;
  const missed = journal.truths.flatMap((truth) => truth.missed);
  return `# Is the selection safe?

\`${command}\` on ${new Date().toISOString().slice(0, 10)} at commit ${commit}, with ${tests.length} tests, wrote this page.

Functions, migrations, contract documents, fixtures and keys of the environment are broken one at a time: a body is
removed, a condition flipped, a constant changed, an error thrown. What \`pnpm affected\` selects is run. Then all other
tests run as well, many mutants at once where they select much the same; a test that fails is tried with each of them
alone, and with none. It counts as missed if it passes without a mutant, fails with it, and was not selected.

${reportOf(verification)}

${missed.length === 0 ? 'No failing test was missed.' : 'Missed:'}

${missed.map(({ mutant, test }) => `- ${test}: ${nameOf(journal.judged.get(mutant))}`).join('\n')}

## Beside Vitest's own selectors

Both choose files: every file whose modules lead to the changed one. A mutant counts as let through where a test
fails, and they choose no file with a test that is selected here.

${beside}
`;
}

const nameOf = (judged: Judged | undefined): string =>
  judged === undefined ? 'unknown' : `${judged.file}#${judged.at}, ${judged.kind}`;

const percent = (share: number): string => `${share.toFixed(1)} %`;
