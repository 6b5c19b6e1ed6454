import { select, type Pick } from '@topheavy/affected';
import { matcher } from '@topheavy/affected/paths';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { say, seconds } from '../terminal.ts';
import type { Judged } from './journal.ts';
import { broken, type Mutant } from './mutants.ts';
import type { Verification } from './verify.ts';
import type { WarmRuns } from './warm-runs.ts';

/** Above this share of all tests it is not tried whether one of them fails. */
const MANY = 0.3;

/** Says of each mutant which tests are selected, and whether one of them fails. */
export async function judge(
  verification: Verification,
  mutants: readonly Mutant[],
  runs: WarmRuns,
): Promise<void> {
  const { folder, config, journal } = verification;
  const isSetup = matcher([...config.migrations, ...config.setups]);
  let before: { readonly file: string; readonly text: string } | null = null;
  for (const [index, mutant] of mutants.entries()) {
    if (index < journal.judged.length) continue;
    const startedAt = performance.now();
    process.stdout.write(`  ${index + 1}: ${mutant.file}#${mutant.at} (${mutant.kind}): `);
    const full = path.join(folder, mutant.file);
    if (before !== null) writeFileSync(path.join(folder, before.file), before.text);
    const sound = readFileSync(full, 'utf8');
    writeFileSync(full, broken(mutant, sound) ?? sound);
    const files = [...new Set([mutant.file, ...(before === null ? [] : [before.file])])];
    const judged = await one(verification, mutant, () => runs.takeUp(files, files.some(isSetup)), runs);
    before = { file: mutant.file, text: sound };
    journal.add({ judged });
    const { selected, killed, picked } = judged;
    const size =
      selected === 'all' ? 'all' : `${selected.length}${picked < selected.length ? ` (${picked})` : ''}`;
    say(`${size} selected, killed: ${killed}, ${seconds(performance.now() - startedAt)}`);
  }
  if (before === null) return;
  writeFileSync(path.join(folder, before.file), before.text);
  await runs.takeUp([before.file], isSetup(before.file));
}

async function one(
  { folder, config, record, tests }: Verification,
  mutant: Mutant,
  takeUp: () => Promise<void>,
  runs: WarmRuns,
): Promise<Judged> {
  const { picks, starts, all } = select(folder, config, record, [mutant.file]);
  const numberOf = new Map(tests.map((test, number) => [test, number]));
  const numbers = (some: readonly Pick[]): number[] => some.flatMap(({ test }) => numberOf.get(test) ?? []);
  const msOf = (some: readonly Pick[]): number =>
    some.reduce((sum, { test }) => sum + (record.tests.get(test)?.ms ?? 0), 0);
  const total = [...record.tests.values()].reduce((sum, { ms }) => sum + ms, 0);
  const done = (some: readonly Pick[], killed: Judged['killed']): Judged => {
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
  const first = await runs.run(picks, users.length === 0 ? 'failure' : 'end');
  if (first.ended === 'before any test') return done(picks, first.ended);
  if (first.ended === 'slow') return done([...picks, ...users], 'slow');
  const isKilled = first.failed.size > 0 || first.errors > 0;
  const news = [...starts].flatMap(([name, some]) => {
    const known = record.starts.get(name)?.outcomes;
    const now = first.outcomes.get(name);
    return now === undefined || known === undefined || !now.isSubsetOf(known) ? some : [];
  });
  const selected = [...new Map([...picks, ...news].map((pick) => [pick.test, pick])).values()];
  if (isKilled || news.length === 0) return done(selected, isKilled ? 'yes' : 'no');
  const second = await runs.run(news, 'failure');
  if (second.ended === 'slow') return done(selected, 'slow');
  return done(selected, second.failed.size > 0 || second.errors > 0 ? 'yes' : 'no');
}
