import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { misused, options, root, run, say, seconds } from '../scripts/terminal.ts';
import { baseline, mirageCoverage } from './runner/baseline.ts';
import { openCache } from './runner/cache.ts';
import { htmlPage } from './runner/html.ts';
import { LAYER_TITLES, LAYERS } from './runner/layers.ts';
import { markdownPage, type Facts } from './runner/page.ts';
import { readPatches } from './runner/patches.ts';
import { problemsOf, summaryOf, wordOf } from './runner/summary.ts';
import { tryPatches, type Row } from './runner/try-patches.ts';

const HELP = `pnpm proof: tries every bug and every refactoring of proof/ against every layer of tests (proof/README.md).
Exits with 1 when a bug escapes the integration tests, a refactoring fails them, or a patch does not fit.

  --only NAME     this one alone; may be repeated
  --parallel N    that many copies at once; 2 unless told
  --json          print everything as JSON instead of the table
  --update        write docs/proof.md anew; needs the whole run
  --help          this text

What was tried before under the same conditions is kept (node_modules/.cache), so an interrupted run goes on.
The page for people is .reports/proof.html.`;

const { values } = options({
  options: {
    only: { type: 'string', multiple: true },
    parallel: { type: 'string', default: '2' },
    json: { type: 'boolean' },
    update: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
const parallel = Number(values.parallel);
if (!Number.isInteger(parallel) || parallel < 1 || parallel > 16)
  misused(`--parallel takes a whole number from 1 to 16, not "${values.parallel}"`);
const everything = await readPatches();
const names = new Set(values.only);
for (const name of names) {
  if (!everything.some((patch) => patch.name === name))
    misused(`There is no bug and no refactoring "${name}" in proof/`);
}
if (values.update === true && names.size > 0) misused('--update needs the whole run: it goes with no --only');
const patches = everything.filter(({ name }) => names.size === 0 || names.has(name));

let interrupted = false;
process.on('SIGINT', () => (interrupted = true));
process.on('SIGTERM', () => (interrupted = true));
// Progress is for people who wait; with --json the output is for a program.
const progress = (line: string): void => {
  if (values.json === true) process.stderr.write(`${line}\n`);
  else say(line);
};

const startedAt = performance.now();
const cache = await openCache();
progress('Without any patch:');
const clean = await baseline(cache, patches, (line) => progress(`  ${line}`)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n  → make that green first\n`);
  process.exit(1);
});
progress(`${patches.length} patches, ${parallel} at once:`);
let done = 0;
const rows = await tryPatches(patches, cache, {
  parallel,
  isInterrupted: () => interrupted,
  progress: (row, kept) => progress(lineOf(row, (done += 1), kept)),
});
if (interrupted) {
  progress('Interrupted; the next run goes on from here.');
  process.exit(130);
}
const commit = (await run('git', ['rev-parse', '--short', 'HEAD'], { output: 'collect' })).output.trim();
const facts: Facts = {
  date: new Date().toISOString().slice(0, 10),
  commit,
  mirageCoverage: await mirageCoverage(),
  summary: summaryOf(rows, clean),
  rows,
};
await mkdir(path.join(root, '.reports'), { recursive: true });
await writeFile(path.join(root, '.reports/proof.html'), htmlPage(facts));
if (values.update === true) {
  await writeFile(path.join(root, 'docs/proof.md'), markdownPage(facts));
  await run('oxfmt', ['docs/proof.md'], { output: 'collect' });
}
const problems = problemsOf(rows);
if (values.json === true) say(JSON.stringify({ ...facts, problems }, null, 2));
else printSummary();
process.exit(problems.length === 0 ? 0 : 1);

function lineOf({ patch, cells }: Row, number: number, kept: boolean): string {
  const words = LAYERS.map((layer) => `${layer} ${cells[layer] === undefined ? '?' : wordOf(cells[layer])}`);
  const ms = LAYERS.reduce((sum, layer) => sum + (cells[layer]?.ms ?? 0), 0);
  return `  ${number}/${patches.length} ${patch.name}: ${words.join(', ')} (${kept ? 'kept' : seconds(ms)})`;
}

function printSummary(): void {
  say();
  for (const one of facts.summary) {
    const { bugsCaught, bugs, refactoringsFailed, refactorings, tests } = one;
    say(
      `${LAYER_TITLES[one.layer].padEnd(28)} bugs caught ${bugsCaught} of ${bugs}, refactorings failed ${refactoringsFailed} of ${refactorings}, ${tests} tests, ${one.seconds} s`,
    );
  }
  for (const problem of problems) say(`PROBLEM: ${problem}`);
  say(`proof: ${problems.length === 0 ? 'green' : 'RED'} in ${seconds(performance.now() - startedAt)}`);
}
