import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { runTests, type Named } from '../../scripts/bugs/run-tests.ts';
import { root, run } from '../../scripts/terminal.ts';
import type { Cache } from './cache.ts';
import { LAYERS, type Cell, type Layer } from './layers.ts';
import type { Patch } from './patches.ts';
import { cellOfReport } from './test-report.ts';

export type Baseline = Readonly<Record<Layer, Cell>>;

/** Each layer without any patch, whole: all must be green before a red cell can mean anything. */
export async function baseline(
  cache: Cache,
  patches: readonly Patch[],
  progress: (line: string) => void,
): Promise<Baseline> {
  const cells: Partial<Record<Layer, Cell>> = {};
  for (const layer of LAYERS) {
    const kept = await cache.get(layer, null);
    const cell = kept ?? (await whole(layer));
    if (kept === null) await cache.put(layer, null, cell);
    progress(`${layer.padEnd(12)} ${cell.verdict}, ${cell.ran} tests${kept === null ? '' : ' (kept)'}`);
    if (cell.verdict !== 'green') throw new Error(`Without any patch, ${layer} is not green: ${cell.what}`);
    cells[layer] = cell;
  }
  const elsewhere = patches.flatMap(({ test }) =>
    test !== null && test.suite !== 'integration' ? [test] : [],
  );
  if (patches.some(({ kind }) => kind === 'bug')) await requireGreen(elsewhere);
  return cells as Baseline;
}

/** The tests of other suites that bugs name; those of the integration suite ran above. */
async function requireGreen(tests: readonly Named[]): Promise<void> {
  for (const suite of new Set(tests.map((test) => test.suite))) {
    const [first, ...others] = tests.filter((test) => test.suite === suite);
    if (first === undefined) continue;
    const { verdicts } = await runTests(root, [first, ...others]);
    for (const [index, { file, title }] of [first, ...others].entries()) {
      if (verdicts[index]?.outcome !== 'passed')
        throw new Error(`Without any patch, ${file} > ${title} ${verdicts[index]?.why ?? 'did not run'}`);
    }
  }
}

async function whole(layer: Layer): Promise<Cell> {
  if (layer === 'types') {
    const startedAt = performance.now();
    const tsc = await run('tsc', ['--noEmit'], { output: 'collect' });
    const lint = await run('oxlint', ['--type-aware'], { output: 'collect' });
    const ms = performance.now() - startedAt;
    const what = tsc.code === 0 ? lint.output : tsc.output;
    const verdict = tsc.code + lint.code === 0 ? 'green' : 'red';
    return { verdict, what: verdict === 'green' ? '' : what.slice(-600), failed: 0, ran: 0, ms };
  }
  const report = layer === 'mirage' ? '.reports/proof-mirage.json' : `tests/${layer}/.reports/vitest.json`;
  await mkdir(path.dirname(path.join(root, report)), { recursive: true });
  await rm(path.join(root, report), { force: true });
  // Through the suite's own script, so that the record says which test runs what: refactorings need it.
  const finished =
    layer === 'mirage'
      ? await run('vitest', ['run', ...MIRAGE, `--outputFile.json=${report}`], { output: 'collect' })
      : await run('node', ['scripts/suite.ts', layer], { output: 'collect' });
  return cellOfReport(root, report, finished);
}

const MIRAGE = ['--config=proof/mirage/vitest.config.ts', '--coverage', '--reporter=json'];

/** Share of the lines of apps/api that the mirage runs, in percent; as its last whole run measured it. */
export async function mirageCoverage(): Promise<number | null> {
  const file = path.join(root, 'proof/mirage/.reports/coverage/coverage-summary.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  return (JSON.parse(text) as { total: { lines: { pct: number } } }).total.lines.pct;
}
