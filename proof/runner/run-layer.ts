import { readRecord, select, type ResolvedConfig } from '@topheavy/affected';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { root, run, type Finished } from '../../scripts/terminal.ts';
import { LAYER_INPUTS, untouched, type Cell, type Layer } from './layers.ts';
import type { Patch } from './patches.ts';
import { runTests } from './run-tests.ts';
import { selectedTests } from './selected.ts';
import { cellOfReport } from './test-report.ts';
import type { WarmChild } from './warm-child.ts';
import type { AskedMirage } from './warm-mirage.ts';
import type { AskedTest } from './warm-named-test.ts';

/** A patch, or several together, that were applied to a copy. */
export type Applied = Pick<Patch, 'kind' | 'changed' | 'removes' | 'test'>;

export type Place = {
  readonly folder: string;
  readonly config: ResolvedConfig;
  /** How many processes run its tests at once. */
  readonly workers: number;
  readonly env: NodeJS.ProcessEnv;
  /** Processes that stay from patch to patch. */
  readonly warm: Warm;
};

export type Warm = {
  readonly namedTest: WarmChild<AskedTest, string>;
  readonly mirage: WarmChild<AskedMirage, Cell>;
};

/** What this layer says of what was applied to the copy at `folder`. */
export async function runLayer(layer: Layer, place: Place, applied: Applied): Promise<Cell> {
  if (!applied.changed.some((file) => LAYER_INPUTS[layer].test(file))) return untouched;
  switch (layer) {
    case 'types':
      return types(place, applied);
    case 'mirage':
    case 'assumed':
      return mirage(place, applied);
    case 'unit':
    case 'contract':
      return suite(place, layer, applied, []);
    case 'integration':
      return integration(place, applied);
  }
}

/** Lint looks at the changed files only; types at all, beginning with what they knew of this copy before. */
async function types(place: Place, { changed }: Applied): Promise<Cell> {
  const files = changed.filter((file) => file.endsWith('.ts') && existsSync(path.join(place.folder, file)));
  const startedAt = performance.now();
  const [tsc, lint] = await Promise.all([
    tool(place, 'tsc', ['--noEmit', '--incremental', '--tsBuildInfoFile', BUILD_INFO]),
    tool(place, 'oxlint', ['--type-aware', '--format=unix', ...files]),
  ]);
  const ms = performance.now() - startedAt;
  const failed = [tsc, lint].find(({ code }) => code !== 0);
  return failed === undefined
    ? { verdict: 'green', what: '', failed: 0, ran: 0, ms }
    : red(firstError(failed.output), ms);
}

const BUILD_INFO = '.reports/proof.tsbuildinfo';

/** The tests whose imports lead to what changed. */
async function mirage(place: Place, { changed, removes }: Applied): Promise<Cell> {
  const modules = changed.filter((file) => file.endsWith('.ts'));
  if (!removes && modules.length === changed.length) {
    const cell = await place.warm.mirage.ask({ changed }, place.env);
    if (cell !== null) return cell;
  }
  const report = '.reports/proof-mirage.json';
  await rm(path.join(place.folder, report), { force: true });
  const what = removes ? ['run'] : ['related', '--run', ...modules];
  const finished = await tool(place, 'vitest', [
    ...what,
    '--config=proof/mirage/vitest.config.ts',
    `--maxWorkers=${place.workers}`,
    '--passWithNoTests',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return cellOfReport(place.folder, report, finished);
}

/** The test that names the danger first; else everything that what changed can break. */
async function integration(place: Place, applied: Applied): Promise<Cell> {
  const { folder, config, env, warm } = place;
  if (applied.test !== null) {
    const { suite: of, file, title } = applied.test;
    const startedAt = performance.now();
    const seen = (why: string): Cell => {
      const ms = performance.now() - startedAt;
      return { verdict: 'red', what: `${file} > ${title}: ${why}`, failed: 1, ran: 1, ms };
    };
    if (of === 'integration') {
      // To take up changed code, its processes have to know what each test runs.
      const recording = { ...env, AFFECTED: 'on' };
      const why = await warm.namedTest.ask({ ...applied.test, changed: applied.changed }, recording);
      if (why !== null) return seen(why);
    }
    const { verdicts, output } = await runTests(place, [applied.test]);
    const ms = performance.now() - startedAt;
    const [verdict] = verdicts;
    if (verdict?.outcome === 'failed') return seen(verdict.why);
    if (verdict === null) return { verdict: 'broken', what: output.slice(-600), failed: 0, ran: 0, ms };
  }
  const selected = selectedTests(select(folder, config, readRecord(root, config)));
  if (selected === 'none') return untouched;
  return suite(place, 'integration', applied, selected === 'all' ? [] : selected);
}

async function suite(place: Place, name: Layer, { kind }: Applied, args: readonly string[]): Promise<Cell> {
  const report = path.join('tests', name, '.reports/vitest.json');
  await mkdir(path.dirname(path.join(place.folder, report)), { recursive: true });
  await rm(path.join(place.folder, report), { force: true });
  const finished = await tool(place, 'vitest', [
    'run',
    `--project=${name}`,
    `--maxWorkers=${place.workers}`,
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(name === 'contract' ? ['--exclude', 'tests/contract/published/**'] : []),
    // A refactoring that nothing is wrong with must not go red because the machine is busy.
    ...(kind === 'bug' ? ['--bail=1'] : ['--testTimeout=120000']),
    ...args,
  ]);
  return cellOfReport(place.folder, report, finished);
}

const tool = ({ folder, env }: Place, command: string, args: readonly string[]): Promise<Finished> =>
  run(command, args, { cwd: folder, env, output: 'collect' });

const red = (what: string, ms: number): Cell => ({ verdict: 'red', what, failed: 1, ran: 1, ms });

const firstError = (output: string): string =>
  output.split('\n').find((line) => /error|×|Error/.test(line)) ?? output.trim().slice(0, 200);
