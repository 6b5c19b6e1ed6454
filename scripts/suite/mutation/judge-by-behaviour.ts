import type { ProviderName } from '@topheavy/contracts';
import { writeFile } from 'node:fs/promises';
import type { Judged } from './judge-alone.ts';
import { planFile, type Plan } from './plan.ts';
import { readVerdicts, runBehaviour } from './run-behaviour.ts';

/**
 * Lets the behaviour suites judge the mutants that nothing rejected so far: each test that is given an
 * answer which the mutant changes is repeated with that answer gone wrong in flight, until one sees it.
 */
export async function judgeByBehaviour(
  judged: readonly Judged[],
  dir: string,
  providers: readonly ProviderName[],
): Promise<void> {
  const open = judged.filter(({ layer }) => layer === null);
  const tests: Record<string, number[]> = {};
  for (const [index, one] of open.entries()) for (const test of one.tests) (tests[test] ??= []).push(index);
  const plan: Plan = { mutants: open.map(({ mutant }) => mutant), tests };
  await writeFile(planFile(dir), JSON.stringify(plan));
  const { output } = await runBehaviour(dir, providers);

  const verdicts = await readVerdicts(dir);
  const unsound = verdicts.find(({ mutant, seen }) => mutant === null && seen);
  if (unsound !== undefined)
    throw new Error(`"${unsound.test}" fails with sound answers when it is repeated:\n${output}`);
  const seen = new Set(verdicts.flatMap(({ mutant, seen }) => (mutant !== null && seen ? [mutant] : [])));
  const tried = new Set(verdicts.map(({ test, mutant }) => `${mutant} ${test}`));
  for (const [test, mutants] of Object.entries(tests)) {
    if (mutants.some((mutant) => !seen.has(mutant) && !tried.has(`${mutant} ${test}`)))
      throw new Error(`"${test}" was not repeated for every mutant:\n${output}`);
  }
  for (const index of seen) {
    const one = open[index];
    if (one !== undefined) one.layer = 'behaviour';
  }
}
