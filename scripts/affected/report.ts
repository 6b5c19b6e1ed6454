import type { Judged } from './journal.ts';
import type { Verification } from './verify.ts';

/** The figures by kind of thing, as lines of a Markdown table. */
export function reportOf(verification: Verification): string {
  const { journal, tests } = verification;
  const share = (count: number): number => (100 * count) / tests.length;
  const inTheEnd = ({ selected }: Judged): number =>
    share(selected === 'all' ? tests.length : selected.length);
  const missed = new Map<number, number>();
  for (const truth of journal.truths)
    for (const { mutant } of truth.missed) missed.set(mutant, (missed.get(mutant) ?? 0) + 1);
  const row = (of: string, some: readonly (readonly [number, Judged])[]): string => {
    const judged = some.map(([, one]) => one);
    const atOnce = judged.map(({ picked }) => share(picked));
    const shares = judged.map(inTheEnd);
    const noticed = some.filter(([, { killed }]) => killed !== 'no' && killed !== 'not run').length;
    const run = some.filter(([, { killed }]) => killed !== 'not run').length;
    const saved = 100 * (1 - mean(judged.map(({ time }) => time)));
    const misses = some.reduce((sum, [number]) => sum + (missed.get(number) ?? 0), 0);
    const figures = [median(atOnce), mean(atOnce), median(shares), mean(shares), saved].map(percent);
    return `| ${[of, some.length, `${noticed} of ${run}`, ...figures, misses].join(' | ')} |`;
  };
  const all = [...journal.judged.entries()];
  const functions = all.filter(([, { of }]) => of.startsWith('function of '));
  const by = (some: typeof all, what: 'of' | 'kind'): string[] =>
    [...Map.groupBy(some, ([, one]) => one[what])]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, those]) => row(name, those));
  const pairs = all.reduce(
    (sum, [, { selected }]) => sum + (selected === 'all' ? 0 : tests.length - selected.length),
    0,
  );
  const seen = journal.truths.reduce((sum, truth) => sum + truth.mutants.length * truth.tests, 0);
  return [
    ...headed('what was broken'),
    ...by(all, 'of'),
    row('all', all),
    '',
    ...headed('of the functions, in which way'),
    ...by(functions, 'kind'),
    row('all functions', functions),
    '',
    `Of ${pairs} pairs of a mutant and a test that it does not select, ${percent((100 * seen) / pairs)} were tried, in ${journal.truths.length} runs of ${Math.round(journal.truths.reduce((sum, { ms }) => sum + ms, 0) / 1000)} s together.`,
  ].join('\n');
}

const headed = (first: string): string[] => [
  `| ${first} | mutants | noticed | at once, median | at once, mean | in the end, median | in the end, mean | time saved, mean | tests missed |`,
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
];

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0;

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

\`At once\` is the share of the tests that is selected when the change is saved. Where the change can be seen in what many
tests start from, such as a paid order, one of them makes it anew, and the others follow if something else comes of it:
with them it is \`in the end\`. They count there as well when the start cannot be made at all any more, and where a test
failed before that was known. Where more than a tenth of the tests is selected at once, whether one of them fails was not tried.

${reportOf(verification)}

${missed.length === 0 ? 'No failing test was missed.' : 'Missed:'}

${missed.map(({ mutant, test }) => `- ${test}: ${nameOf(journal.judged.get(mutant))}`).join('\n')}

## Beside Vitest's own selectors

Both choose files: every file whose modules lead to the changed one. Of the mutants of which it was seen that a selected test
fails, those count as let through for which they choose no file with a test that is selected here.

${beside}
`;
}

const nameOf = (judged: Judged | undefined): string =>
  judged === undefined ? 'unknown' : `${judged.file}#${judged.at}, ${judged.kind}`;

const percent = (share: number): string => `${share.toFixed(1)} %`;
