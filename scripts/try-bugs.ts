import { existsSync } from 'node:fs';
import path from 'node:path';
import { readPatches } from '../proof/runner/patches.ts';
import { readBugs, type Bug } from './bugs/read-bugs.ts';
import { runTests } from './bugs/run-tests.ts';
import { throwAwayCopy, type Copy } from './bugs/throw-away-copy.ts';
import { misused, options, say } from './terminal.ts';

const HELP = `node scripts/try-bugs.ts: does each bug of proof/bugs to a throw-away copy of this checkout and runs the
test that must see it. Exits with 1 when a patch does not fit or its test stays green.

  --only NAME   this bug alone; may be repeated
  --one-in N    every Nth bug; of the others, and of proof/refactorings, only that the patch fits
  --seed S      with --one-in: which ones (0)
  --help        this text`;

const { values } = options({
  options: {
    only: { type: 'string', multiple: true },
    'one-in': { type: 'string', default: '1' },
    seed: { type: 'string', default: '0' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
const all = await readBugs();
// Those of the refactorings as well: trying them takes the whole suite (pnpm proof), fitting them nothing.
const patches = await readPatches();
const names = new Set(values.only);
for (const name of names) {
  if (!all.some((bug) => bug.name === name)) misused(`There is no bug "${name}" in proof/bugs`);
}
const oneIn = Number(values['one-in']);
const seed = Number(values.seed);
if (!Number.isInteger(oneIn) || oneIn < 1) misused('--one-in takes a whole number from 1, such as 3');
if (!Number.isInteger(seed) || seed < 0) misused('--seed takes a whole number, such as 7');
const drawn = all.filter((_, index) => index % oneIn === seed % oneIn);
const bugs = names.size === 0 ? drawn : all.filter(({ name }) => names.has(name));

let interrupted = false;
process.on('SIGINT', () => (interrupted = true));
process.on('SIGTERM', () => (interrupted = true));

const copy = await throwAwayCopy();
let missed = 0;
try {
  missed = (await patchesThatDoNotFit(copy)) + (await passWithoutBugs(copy));
  for (const bug of missed === 0 ? bugs : []) {
    if (interrupted) break;
    const { mark, words } = await tryBug(copy, bug);
    if (interrupted) break;
    say(`${mark}  ${bug.name}\n     ${bug.file} > ${bug.title}\n     ${words}`);
    if (mark !== 'red') missed += 1;
  }
} finally {
  await copy.remove();
}
if (interrupted) {
  say('Interrupted.');
  process.exit(130);
}
say(
  missed === 0
    ? `All ${bugs.length} bugs are seen; ${patches.length} patches fit.`
    : `${missed} of ${bugs.length} are not seen.`,
);
process.exit(missed === 0 ? 0 : 1);

async function patchesThatDoNotFit({ apply, takeBack }: Copy): Promise<number> {
  let failing = 0;
  for (const { name, file } of patches) {
    // What the author of a bug believed, in the mocks: it goes with the bug and changes other files.
    const mocks = path.join(path.dirname(file), 'mocks.patch');
    const together = existsSync(mocks) ? [file, mocks] : [file];
    try {
      for (const one of together) await apply(one);
      for (const one of together) await takeBack(one);
    } catch (error) {
      failing += 1;
      say(`BROKEN(!)  ${name}: the patch does not fit: ${(error as Error).message}`);
    }
  }
  return failing;
}

/** A test that fails anyway sees nothing: how many of the named ones do. */
async function passWithoutBugs({ folder }: Copy): Promise<number> {
  let failing = 0;
  for (const suite of new Set(bugs.map((bug) => bug.suite))) {
    const [first, ...others] = bugs.filter((bug) => bug.suite === suite);
    if (first === undefined) continue;
    const { verdicts, output } = await runTests(folder, [first, ...others]);
    for (const [index, { name, file, title }] of [first, ...others].entries()) {
      const verdict = verdicts[index];
      if (verdict?.outcome === 'passed' || interrupted) continue;
      failing += 1;
      say(`${name}: without the bug, ${file} > ${title} ${verdict?.why ?? 'did not run'}`);
    }
    if (verdicts.every((verdict) => verdict === null) && !interrupted) say(output);
  }
  return failing;
}

async function tryBug(
  { folder, apply, takeBack }: Copy,
  bug: Bug,
): Promise<{ mark: 'red' | 'GREEN(!)' | 'BROKEN(!)'; words: string }> {
  try {
    await apply(bug.patch);
  } catch (error) {
    return { mark: 'BROKEN(!)', words: `The patch does not fit: ${(error as Error).message}` };
  }
  const { verdicts, output } = await runTests(folder, [bug]);
  await takeBack(bug.patch);
  const [verdict] = verdicts;
  if (verdict === null || verdict === undefined)
    return { mark: 'BROKEN(!)', words: `The test did not run.\n${output}` };
  return verdict.outcome === 'failed'
    ? { mark: 'red', words: verdict.why }
    : { mark: 'GREEN(!)', words: `Nothing was seen of: ${bug.danger}` };
}
