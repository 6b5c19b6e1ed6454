import { loadConfig, readRecord, select, type ImpactRecord, type ResolvedConfig } from '@topheavy/affected';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatted } from '../docs/formatted.ts';
import { publishedDir } from '../suite/published.ts';
import { misused, root, say } from '../terminal.ts';
import { throwAwayCopy } from '../throw-away-copy.ts';
import { judgeAll } from './judges.ts';
import { openJournal, type Journal } from './journal.ts';
import { besideVitest } from './others.ts';
import { pageOf, reportOf } from './report.ts';
import { sample } from './sample.ts';
import { seekMissed } from './truth.ts';
import { openWarmRuns } from '../warm-runs.ts';

/** Tests that have to run anyway are left out. If they are more than a few, first they have to pass. */
const MOST_DUE = 0.95;

const PAGE = 'docs/affected.md';

/** What both halves work with. */
export type Verification = {
  readonly folder: string;
  readonly config: ResolvedConfig;
  readonly record: ImpactRecord;
  /** Sorted: tests are told by their number in here. */
  readonly tests: readonly string[];
  readonly journal: Journal;
};

/**
 * Breaks `countText` things, one after the other, and says which failures the selection would not have seen.
 * What was found out is kept: the same seed on the same commit goes on where it was stopped. The exit code.
 */
export async function verify(
  countText: string,
  seedText: string | undefined,
  update: boolean,
): Promise<number> {
  const count = Number(countText);
  if (!Number.isInteger(count) || count < 1)
    misused(`--verify takes a whole number from 1, not "${countText}"`);
  const seed = seedText === undefined ? randomInt(1, 1_000_000) : Number(seedText);
  if (!Number.isInteger(seed) || seed < 1) misused(`--seed takes a whole number from 1, not "${seedText}"`);
  const config = await loadConfig(root);
  const record = readRecord(root, config);
  const unknown = (config.projects ?? []).filter(
    (project) => ![...record.tests.values()].some((test) => test.project === project),
  );
  if (unknown.length > 0) misused(`Nothing is recorded of ${unknown.join(', ')}: run it first`);
  const due = new Set(select(root, config, record).picks.map(({ test }) => test));
  const tests = [...record.tests.keys()].filter((test) => !due.has(test)).toSorted();
  if (tests.length < MOST_DUE * record.tests.size)
    misused(
      `First make the record whole: ${due.size} tests have not passed since the last change (pnpm affected)`,
    );

  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const journal = openJournal(path.join(root, `.reports/verify-${seed}.jsonl`), `${commit} ${tests.length}`);
  const mutants = sample(root, record, count, seeded(seed));
  say(
    `--seed ${seed}: ${mutants.length} mutants against ${tests.length} tests; ${journal.judged.size} are known from before`,
  );
  const exclude = (await publishedDir()) === null ? ['tests/contract/published/**'] : [];
  await judgeAll({ config, record, tests, journal }, mutants, exclude);
  const copy = await throwAwayCopy();
  copyFileSync(path.join(root, config.record), path.join(copy.folder, config.record));
  process.chdir(copy.folder);
  const runs = await openWarmRuns(copy.folder, config.record, { exclude });
  const verification: Verification = { folder: copy.folder, config, record, tests, journal };
  let beside = '';
  try {
    await seekMissed(verification, runs);
    if (update) beside = await besideVitest(verification);
  } finally {
    await runs.close();
    process.chdir(root);
    await copy.remove();
  }
  say(reportOf(verification));
  if (update) {
    say(`\n${beside}`);
    const command = `pnpm affected --verify ${count} --seed ${seed} --update`;
    const page = pageOf(verification, { command, commit, beside });
    writeFileSync(path.join(root, PAGE), formatted(PAGE, page));
  }
  return journal.truths.some(({ missed }) => missed.length > 0) ? 1 : 0;
}

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
