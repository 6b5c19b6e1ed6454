import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root, say, seconds } from '../scripts/terminal.ts';
import { htmlPage } from './runner/html.ts';
import { proofJson } from './runner/json.ts';
import { LAYER_TITLES } from './runner/layers.ts';
import { misfits, strangers } from './runner/misfits.ts';
import type { Facts } from './runner/page.ts';
import { prove } from './runner/prove.ts';
import { readOptions } from './runner/read-options.ts';
import { updatePages } from './runner/update-pages.ts';

const wanted = await readOptions().catch((error: unknown) => refuse((error as Error).message));
const { everything, mode, json, update } = wanted;
let interrupted = false;
process.on('SIGINT', () => (interrupted = true));
process.on('SIGTERM', () => (interrupted = true));
const startedAt = performance.now();
// Progress is for people who wait; with --json the output is for a program.
const progress = (line: string): void => void (json ? process.stderr : process.stdout).write(`${line}\n`);

const strange = await strangers(root);
if (strange.length > 0)
  refuse(
    `git does not know ${strange.join(', ')}, so no patch may need it: add it to git or to the patch, or take it away`,
  );
// Nothing is tried beside a patch that does not fit.
const unfit = await misfits(mode === 'named' ? wanted.patches : everything, root);
for (const problem of unfit) progress(`PROBLEM: ${problem}`);
if (mode === 'fits' && unfit.length === 0) progress(`All ${everything.length} patches fit.`);
if (mode === 'fits' || unfit.length > 0) {
  if (json) say(JSON.stringify({ problems: unfit }, null, 2));
  process.exit(unfit.length === 0 ? 0 : 1);
}
const found = await prove(wanted, () => interrupted, progress).catch((error: unknown) => {
  if (interrupted) return null;
  refuse((error as Error).message);
});
if (interrupted || found === null) {
  progress('Interrupted; the next run goes on from here.');
  process.exit(130);
}
const { facts, problems } = found;
// A part of the table does not replace the whole one.
const page = path.join(root, mode === 'all' ? '.reports/proof.html' : '.reports/proof-part.html');
await mkdir(path.dirname(page), { recursive: true });
await writeFile(page, htmlPage(facts));
if (update) await updatePages(root, facts);
if (json) say(JSON.stringify(proofJson(facts, problems), null, 2));
else printSummary(facts);
process.exit(problems.length === 0 ? 0 : 1);

/** Nothing can be tried, or nothing more: says why, for programs as well. */
function refuse(why: string): never {
  process.stderr.write(`${why}\n`);
  if (process.argv.includes('--json')) say(JSON.stringify({ problems: [why] }, null, 2));
  process.exit(1);
}

function printSummary({ summary }: Facts): void {
  say();
  for (const one of summary) {
    const { bugsCaught, bugs, refactoringsFailed, refactorings, tests, lines } = one;
    const whole = [
      ...(lines === null ? [] : [`${lines} % of the lines`]),
      ...(tests === null || tests === 0 ? [] : [`${tests} tests`]),
      ...(one.seconds === null ? [] : [`${one.seconds} s`]),
    ];
    const caught = [
      ...(bugs === 0 ? [] : [`bugs caught ${bugsCaught} of ${bugs}`]),
      ...(refactorings === 0 ? [] : [`refactorings failed ${refactoringsFailed} of ${refactorings}`]),
    ];
    say(`${LAYER_TITLES[one.layer].padEnd(42)}${[...caught, ...whole].join(', ')}`);
  }
  for (const problem of problems) say(`PROBLEM: ${problem}`);
  say(`The stories and all verdicts: ${path.relative(root, page)}`);
  say(`proof: ${problems.length === 0 ? 'green' : 'RED'} in ${seconds(performance.now() - startedAt)}`);
}
