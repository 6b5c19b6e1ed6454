import { loadConfig, readRecord, select, type Selection } from '@topheavy/affected';
import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwAwayCopy } from '../bugs/throw-away-copy.ts';
import { misused, root, run, say, seconds } from '../terminal.ts';
import { mutate, type Mutant } from './mutants.ts';

type Report = {
  testResults: {
    name: string;
    message?: string;
    assertionResults: { status: string; ancestorTitles: string[]; title: string }[];
  }[];
};

/** Runs the suite for each mutant, and says which failures the selection would not have seen. The exit code. */
export async function verify(
  countText: string,
  seedText: string | undefined,
  suite: string,
): Promise<number> {
  const count = Number(countText);
  if (!Number.isInteger(count) || count < 1)
    misused(`--verify takes a whole number from 1, not "${countText}"`);
  if (!['unit', 'contract', 'integration'].includes(suite)) misused(`There is no recorded suite "${suite}"`);
  const seed = seedText === undefined ? randomInt(1, 1_000_000) : Number(seedText);
  if (!Number.isInteger(seed) || seed < 1) misused(`--seed takes a whole number from 1, not "${seedText}"`);
  const config = await loadConfig(root);
  const record = readRecord(root, config);
  const own = [...record.tests.values()].filter(({ project }) => project === suite);
  if (own.length === 0) misused(`Nothing is recorded of ${suite}: run it first, pnpm test:${suite}`);
  const clean = select(root, config, record);
  if (clean.picks.some(({ project }) => project === suite))
    misused(`First make the record whole: pnpm test:${suite} must have passed since the last change`);

  const copy = await throwAwayCopy();
  const chance = seeded(seed);
  // What no test has run, none can notice.
  const names = record.functions.filter(
    (name, number) =>
      !name.startsWith('tests/') &&
      (record.ambient.functions.has(number) || own.some(({ functions }) => functions.has(number))),
  );
  say(`--seed ${seed}: ${count} of ${names.length} functions, against ${own.length} tests of ${suite}`);
  let missed = 0;
  const shares: number[] = [];
  for (let tried = 0; tried < count;) {
    const mutant = await pick(names, chance);
    if (mutant === null) continue;
    tried += 1;
    const file = path.join(copy.folder, mutant.name.slice(0, mutant.name.indexOf('#')));
    const sound = await readFile(file, 'utf8');
    await writeFile(file, mutant.text);
    const selection = select(copy.folder, config, record);
    const picked = selection.picks.filter(
      ({ project, names }) => project === suite && names.length > 0,
    ).length;
    shares.push((100 * picked) / own.length);
    const { failed, ms } = await whole(copy.folder, suite);
    let misses = failed.filter((test) => !isPicked(selection, suite, test));
    await writeFile(file, sound);
    // A loaded machine fails tests of its own: who fails without the mutant, too, is none of its.
    if (misses.length > 0) {
      await writeFile(file, mutant.text);
      const again = new Set((await whole(copy.folder, suite)).failed.map(nameOf));
      await writeFile(file, sound);
      const without = new Set((await whole(copy.folder, suite)).failed.map(nameOf));
      misses = misses.filter((test) => again.has(nameOf(test)) && !without.has(nameOf(test)));
    }
    missed += misses.length;
    say(
      `  ${mutant.name} (${mutant.kind}): ${picked} selected, ${failed.length} failed, ${misses.length} missed, ${seconds(ms)}`,
    );
    for (const miss of misses) say(`      missed: ${nameOf(miss)}`);
  }
  const sorted = shares.toSorted((one, other) => one - other);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  say(
    `${missed} missed; selected: median ${(sorted[sorted.length >> 1] ?? 0).toFixed(1)} %, mean ${mean.toFixed(1)} % of the tests`,
  );
  await copy.remove();
  return missed === 0 ? 0 : 1;
}

type Failed = { readonly file: string; readonly names: readonly string[] };

const nameOf = ({ file, names }: Failed): string => `${file} > ${names.join(' > ')}`;

const isPicked = ({ picks, all }: Selection, suite: string, { file, names }: Failed): boolean =>
  all ||
  picks.some(
    (one) =>
      one.project === suite &&
      one.file === file &&
      (one.names.length === 0 || names.length === 0 || one.names.join(' > ') === names.join(' > ')),
  );

async function pick(names: readonly string[], chance: () => number): Promise<Mutant | null> {
  const name = names[Math.floor(chance() * names.length)] ?? '';
  const at = name.indexOf('#');
  const file = name.slice(0, at);
  const text = await readFile(path.join(root, file), 'utf8');
  return mutate(file, text, name.slice(at + 1), Math.floor(chance() * 4));
}

/** What fails in a whole run of the suite in this folder; a file that does not load fails without names. */
async function whole(folder: string, suite: string): Promise<{ failed: Failed[]; ms: number }> {
  const { ms } = await run('node', ['scripts/suite.ts', suite], {
    cwd: folder,
    env: { ...process.env, AFFECTED: 'off' },
    output: 'collect',
  });
  const report = path.join(folder, 'tests', suite, '.reports/vitest.json');
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report;
  const failed = testResults.flatMap(({ name, assertionResults }): Failed[] => {
    const file = path.relative(folder, name).replaceAll(path.sep, '/');
    if (assertionResults.length === 0) return [{ file, names: [] }];
    return assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ ancestorTitles, title }) => ({ file, names: [...ancestorTitles, title] }));
  });
  return { failed, ms };
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
