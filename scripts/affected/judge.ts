import { select, type Pick as Picked } from '@topheavy/affected';
import type { Judged } from './journal.ts';
import type { Mutant } from './mutants.ts';
import type { Verification } from './verify.ts';
import type { WarmRuns } from '../warm-runs.ts';

/** Above this share of all tests it is not tried whether one of them fails. */
const MANY = 0.1;

/** Once so many have failed, the others are not waited for. */
const ENOUGH = 20;

/** Says which tests are selected for a mutant that lies in the folder, and whether one of them fails. */
export async function judge(
  { folder, config, record, tests }: Pick<Verification, 'folder' | 'config' | 'record' | 'tests'>,
  mutant: Mutant,
  takeUp: () => Promise<void>,
  runs: WarmRuns,
): Promise<Judged> {
  const { starts, all, ...selection } = select(folder, config, record, [mutant.file]);
  const numberOf = new Map(tests.map((test, number) => [test, number]));
  // Those that have to run anyway say nothing of the mutant.
  const picks = selection.picks.filter(({ test }) => numberOf.has(test));
  const numbers = (some: readonly Picked[]): number[] => some.flatMap(({ test }) => numberOf.get(test) ?? []);
  const msOf = (some: readonly Picked[]): number =>
    some.reduce((sum, { test }) => sum + (record.tests.get(test)?.ms ?? 0), 0);
  const total = [...record.tests.values()].reduce((sum, { ms }) => sum + ms, 0);
  const done = (some: readonly Picked[], killed: Judged['killed']): Judged => {
    const selected = all || numbers(some).length === tests.length ? 'all' : numbers(some);
    const time = selected === 'all' ? 1 : msOf(some) / total;
    return { ...mutant, picked: all ? tests.length : numbers(picks).length, selected, time, killed };
  };
  // Nothing can be missed, and whether it is noticed says nothing about the selection.
  if (all || numbers(picks).length === tests.length) return done(picks, 'not run');
  await takeUp();
  const users = [...starts.values()].flat();
  // That many say little more, and take long.
  if (users.length === 0 && picks.length > MANY * tests.length) return done(picks, 'not run');
  if (picks.length === 0) return done([], 'no');
  const first = await runs.run(picks, users.length === 0 ? 1 : ENOUGH);
  if (first.ended === 'before any test') return done(picks, first.ended);
  if (first.ended === 'silent') return done([...picks, ...users], 'silent');
  // What came of the starts is not known of all: then all count that might be selected.
  if (first.ended === 'failed' && users.length > 0) return done([...picks, ...users], 'yes');
  const isKilled = first.failed.size > 0 || first.errors > 0;
  const news = [...starts].flatMap(([name, some]) => {
    const known = record.starts.get(name)?.outcomes;
    const now = first.outcomes.get(name);
    return now === undefined || known === undefined || !now.isSubsetOf(known) ? some : [];
  });
  const selected = [...new Map([...picks, ...news].map((pick) => [pick.test, pick])).values()];
  if (isKilled || news.length === 0) return done(selected, isKilled ? 'yes' : 'no');
  const second = await runs.run(news, 1);
  if (second.ended === 'silent') return done(selected, 'silent');
  return done(selected, second.failed.size > 0 || second.errors > 0 ? 'yes' : 'no');
}
