import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { root, run } from '../../scripts/terminal.ts';
import type { Cache } from './cache.ts';
import { coverageArguments, linesCovered } from './coverage.ts';
import { LAYERS, type Cell, type Layer } from './layers.ts';
import type { RanBy } from './ran-by.ts';
import { runTests, type Named } from './run-tests.ts';
import { cellOfReport } from './test-report.ts';

/** A whole layer without any patch. */
export type Whole = Cell & {
  /** Share of the shop's lines that it runs, in percent; null where it runs none of it by its nature. */
  readonly lines: number | null;
};

export type Baseline = Readonly<Partial<Record<Layer, Whole>>>;

type Progress = (line: string) => void;

/** Each of these layers without any patch, whole. Throws when one is red: then a red cell would mean nothing. */
export async function runWhole(
  cache: Cache,
  layers: readonly Layer[],
  progress: Progress,
): Promise<Baseline> {
  for (const layer of layers) {
    if (layer === 'assumed') continue;
    const kept = await cache.get(layer, WHOLE);
    const cell = kept ?? (await whole(layer));
    if (cell.verdict !== 'green') throw new Error(`Without any patch, ${layer} is not green: ${cell.what}`);
    if (kept === null) await cache.put(layer, WHOLE, cell);
    progress(`${layer.padEnd(12)} ${cell.verdict}, ${cell.ran} tests${kept === null ? '' : ' (kept)'}`);
  }
  return knownBaseline(cache);
}

/** What is known of whole layers from runs before. */
export async function knownBaseline(cache: Cache): Promise<Baseline> {
  const known: Partial<Record<Layer, Whole>> = {};
  for (const layer of LAYERS) {
    // Without a bug nobody changes a mock.
    const cell = await cache.get(layer === 'assumed' ? 'mirage' : layer, WHOLE);
    if (cell !== null) known[layer] = cell as Whole;
  }
  return known;
}

/** A test that fails anyway sees nothing. Throws when one of these does, which bugs name. */
export async function requireGreen(
  cache: Cache,
  named: readonly Named[],
  withPostgres: () => Promise<NodeJS.ProcessEnv>,
  progress: Progress,
): Promise<void> {
  for (const suite of new Set(named.map((test) => test.suite))) {
    const [first, ...others] = named.filter((test) => test.suite === suite);
    if (first === undefined) continue;
    const tried = `named ${JSON.stringify([first, ...others])}`;
    const kept = await cache.get('integration', tried);
    const cell = kept ?? (await runNamed([first, ...others], await withPostgres()));
    if (kept === null) await cache.put('integration', tried, cell);
    progress(`${cell.ran} tests of ${suite} that bugs name: green${kept === null ? '' : ' (kept)'}`);
  }
}

/**
 * Where nobody has recorded what these tests run, such as after a clone, they run once for that: then they are tried in
 * processes that stay, and again only if something changes that they run. Throws when one is red.
 */
export async function recordNamed(
  named: readonly Named[],
  ranBy: RanBy,
  withPostgres: () => Promise<NodeJS.ProcessEnv>,
  progress: Progress,
): Promise<void> {
  const [first, ...others] = named.filter((test) => test.suite === 'integration' && ranBy(test) === null);
  if (first === undefined) return;
  const { ran } = await runNamed([first, ...others], { ...(await withPostgres()), AFFECTED: 'on' });
  progress(`${ran} tests of integration that bugs name: recorded`);
}

async function runNamed(tests: readonly [Named, ...Named[]], env: NodeJS.ProcessEnv): Promise<Cell> {
  const startedAt = performance.now();
  const { verdicts, output } = await runTests({ folder: root, env }, tests);
  for (const [index, { file, title }] of tests.entries()) {
    const verdict = verdicts[index] ?? null;
    if (verdict === null)
      throw new Error(
        `The bug that names it needs a test "${title}" in ${file}: none ran. Its whole title belongs into bug.json, without those of describe.\n${output.slice(-600)}`,
      );
    if (verdict.outcome !== 'passed')
      throw new Error(`Without any patch, ${file} > ${title}: ${verdict.why}`);
  }
  const ms = performance.now() - startedAt;
  return { verdict: 'green', what: '', failed: 0, ran: tests.length, ms };
}

async function whole(layer: Layer): Promise<Whole> {
  if (layer === 'types') {
    const startedAt = performance.now();
    const tools = await Promise.all([
      run('tsc', ['--noEmit'], { output: 'collect' }),
      run('oxlint', ['--type-aware'], { output: 'collect' }),
    ]);
    const failed = tools.find(({ code }) => code !== 0);
    const what = failed?.output.slice(-600) ?? '';
    const verdict = failed === undefined ? 'green' : 'red';
    const ms = performance.now() - startedAt;
    return { verdict, what, failed: 0, ran: 0, ms, lines: null };
  }
  const report = `.reports/proof/${layer}.json`;
  await mkdir(path.dirname(path.join(root, report)), { recursive: true });
  await rm(path.join(root, report), { force: true });
  const finished = await run(
    'vitest',
    [
      'run',
      ...(layer === 'mirage' ? ['--config=proof/mirage/vitest.config.ts'] : [`--project=${layer}`]),
      '--reporter=json',
      `--outputFile.json=${report}`,
      // The documents that the providers publish are not of this checkout.
      ...(layer === 'contract' ? ['--exclude', 'tests/contract/published/**'] : coverageArguments(layer)),
    ],
    { output: 'collect' },
  );
  const cell = await cellOfReport(root, report, finished);
  // Of the shop the contract tests import nothing.
  const lines = layer === 'contract' || cell.verdict !== 'green' ? null : await linesCovered(layer);
  return { ...cell, lines };
}

const WHOLE = 'whole';
