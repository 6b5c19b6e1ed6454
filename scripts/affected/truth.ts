import type { Pick } from '@topheavy/affected';
import { matcher } from '@topheavy/affected/paths';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { say, seconds } from '../terminal.ts';
import type { Truth } from './journal.ts';
import { broken, type Mutant } from './mutants.ts';
import type { Verification } from './verify.ts';
import type { WarmRuns } from '../warm-runs.ts';

/** Of all tests, what a batch may leave out beyond what each of its mutants selects. */
const MOST_MORE = 0.08;

type Missed = Truth['missed'][number];
type Found = Omit<Truth, 'ms'>;

/** In place of a test: who it is, is not said. */
const WAITS = 'a run that comes to no end';
const UNLOADED = 'files that could not be loaded';

type Batch = { readonly mutants: number[]; selected: ReadonlySet<number> };

/**
 * Looks for tests that fail and were not selected. Mutants that select much the same are put in place together:
 * whoever is selected by none of them runs. If one fails, it is tried with each mutant alone, and with none.
 */
export async function seekMissed(verification: Verification, runs: WarmRuns): Promise<void> {
  const { folder, record, tests, journal } = verification;
  const batches = batchesOf(verification);
  const pickOf = (number: number): Pick[] => {
    const test = record.tests.get(tests[number] ?? '');
    return test === undefined ? [] : [{ ...test, reasons: [] }];
  };
  const inPlace = async <T>(mutants: readonly number[], work: () => Promise<T>): Promise<T> => {
    const sound = new Map<string, string>();
    for (const one of mutants) putIn(folder, journal.judged.get(one), sound);
    const isSetup = matcher([...verification.config.migrations, ...verification.config.setups]);
    const setups = [...sound.keys()].some(isSetup);
    await runs.takeUp([...sound.keys()], setups);
    try {
      return await work();
    } finally {
      for (const [file, text] of sound) writeFileSync(path.join(folder, file), text);
      await runs.takeUp([...sound.keys()], setups);
    }
  };
  /** Of tests that once did not come to run, whether they do with nothing broken. */
  const runsAtAll = new Map<string, boolean>();
  const keptFrom = async (silent: readonly Pick[]): Promise<boolean> => {
    const unknown = silent.filter(({ test }) => !runsAtAll.has(test));
    if (unknown.length > 0) {
      const { passed, failed } = await runs.run(unknown);
      for (const { test } of unknown) runsAtAll.set(test, passed.has(test) || failed.has(test));
    }
    return silent.some(({ test }) => runsAtAll.get(test));
  };
  const seek = async (mutants: readonly number[], others: readonly Pick[]): Promise<Found[]> => {
    const { passed, failed, ended } = await inPlace(mutants, () => runs.run(others));
    const silent = others.filter(({ test }) => !passed.has(test) && !failed.has(test));
    // Who did not run says nothing, and one mutant can keep all from running.
    const isWhole = ended === 'no' && !(await keptFrom(silent));
    if (!isWhole && mutants.length > 1) {
      const alone: Found[] = [];
      for (const mutant of mutants) alone.push(...(await seek([mutant], others)));
      return alone;
    }
    // Nobody overlooks that, whatever is selected.
    if (ended === 'before any test') return [{ mutants, tests: 0, missed: [] }];
    const unheard = mutants.map((mutant) => ({ mutant, test: ended === 'silent' ? WAITS : UNLOADED }));
    const missed: Missed[] = isWhole ? [] : unheard;
    const again = others.filter(({ test }) => failed.has(test));
    const without = again.length === 0 ? null : await runs.run(again);
    const suspects = again.filter(({ test }) => without?.failed.has(test) === false);
    for (const mutant of suspects.length === 0 ? [] : mutants) {
      const alone = await inPlace([mutant], () => runs.run(suspects));
      for (const test of alone.failed.keys()) missed.push({ mutant, test });
    }
    return [{ mutants, tests: others.length - silent.length, missed }];
  };
  for (const [index, { mutants, selected }] of batches.entries()) {
    const startedAt = performance.now();
    const others = tests.flatMap((_, number) => (selected.has(number) ? [] : pickOf(number)));
    const found = await seek(mutants, others);
    const missed = found.flatMap((one) => one.missed);
    const ms = performance.now() - startedAt;
    for (const one of found) journal.add({ truth: { ...one, ms: ms / found.length } });
    say(
      `  ${index + 1} of ${batches.length}: ${mutants.length} mutants, ${others.length} tests that none of them selects: ${missed.length} missed, ${seconds(ms)}`,
    );
    for (const { mutant, test } of missed) {
      const of = journal.judged.get(mutant);
      say(`      missed: ${of?.file}#${of?.at} (${of?.kind}) breaks ${test}`);
    }
  }
}

function putIn(folder: string, mutant: Mutant | undefined, sound: Map<string, string>): void {
  if (mutant === undefined) return;
  const full = path.join(folder, mutant.file);
  const text = readFileSync(full, 'utf8');
  if (!sound.has(mutant.file)) sound.set(mutant.file, text);
  writeFileSync(full, broken(mutant, text) ?? text);
}

/** From the one that selects most on: each batch takes in those that add little to what it selects. */
function batchesOf({ journal, tests }: Verification): Batch[] {
  const isDone = new Set(journal.truths.flatMap(({ mutants }) => mutants));
  const left = [...journal.judged].flatMap(([number, { selected, killed }]) =>
    selected === 'all' || killed === 'before any test' || isDone.has(number)
      ? []
      : [{ number, selected: new Set(selected) }],
  );
  left.sort((one, other) => other.selected.size - one.selected.size || one.number - other.number);
  const more = MOST_MORE * tests.length;
  const batches: Batch[] = [];
  while (left.length > 0) {
    const [first] = left.splice(0, 1);
    if (first === undefined) break;
    const batch: Batch = { mutants: [first.number], selected: first.selected };
    for (let at = 0; at < left.length;) {
      const one = left[at];
      const both = one?.selected.union(batch.selected);
      // It selects the least so far: the others leave out no more than that for it.
      if (one === undefined || both === undefined || both.size > one.selected.size + more) at += 1;
      else {
        batch.selected = both;
        batch.mutants.push(one.number);
        left.splice(at, 1);
      }
    }
    batches.push(batch);
  }
  return batches;
}
