import { readRecord, select, type ResolvedConfig } from '@topheavy/affected';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { runTests } from '../../scripts/bugs/run-tests.ts';
import { root, run, type Finished } from '../../scripts/terminal.ts';
import { LAYER_INPUTS, untouched, type Cell, type Layer } from './layers.ts';
import type { Patch } from './patches.ts';
import { cellOfReport } from './test-report.ts';

type Place = { readonly folder: string; readonly config: ResolvedConfig };

/** What this layer says of the patch that was applied to the copy at `folder`. */
export async function runLayer(layer: Layer, place: Place, patch: Patch): Promise<Cell> {
  if (!patch.changed.some((file) => LAYER_INPUTS[layer].test(file))) return untouched;
  switch (layer) {
    case 'types':
      return types(place.folder, patch);
    case 'mirage':
      return mirage(place.folder, patch);
    case 'unit':
    case 'contract':
      return suite(place.folder, layer, patch, []);
    case 'integration':
      return integration(place, patch);
  }
}

/** Lint looks at the changed files only; types at all, beginning with what it knew without the patch. */
async function types(folder: string, { changed }: Patch): Promise<Cell> {
  const tsc = await tool(folder, 'tsc', ['--noEmit', ...INCREMENTAL]);
  if (tsc.code !== 0) return red(firstError(tsc.output), tsc.ms);
  const files = changed.filter((file) => file.endsWith('.ts') && existsSync(path.join(folder, file)));
  const lint = await tool(folder, 'oxlint', ['--type-aware', '--format=unix', ...files]);
  const ms = tsc.ms + lint.ms;
  return lint.code === 0
    ? { verdict: 'green', what: '', failed: 0, ran: 0, ms }
    : red(firstError(lint.output), ms);
}

export const INCREMENTAL = ['--incremental', '--tsBuildInfoFile', '.reports/proof.tsbuildinfo'];

/** The tests whose imports lead to what changed; of a bug the first red one suffices. */
async function mirage(folder: string, { kind, changed, removes }: Patch): Promise<Cell> {
  const report = '.reports/proof-mirage.json';
  await rm(path.join(folder, report), { force: true });
  const what = removes ? ['run'] : ['related', '--run', ...changed.filter((file) => file.endsWith('.ts'))];
  const finished = await tool(folder, 'vitest', [
    ...what,
    '--config=proof/mirage/vitest.config.ts',
    '--maxWorkers=1',
    '--passWithNoTests',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(kind === 'bug' ? ['--bail=1'] : []),
  ]);
  return cellOfReport(folder, report, finished);
}

/** The test that names the danger first; else everything that what changed can break. */
async function integration({ folder, config }: Place, patch: Patch): Promise<Cell> {
  if (patch.test !== null) {
    const startedAt = performance.now();
    const { verdicts, output } = await runTests(folder, [patch.test]);
    const ms = performance.now() - startedAt;
    const [verdict] = verdicts;
    if (verdict?.outcome === 'failed') {
      const { file, title } = patch.test;
      return { verdict: 'red', what: `${file} > ${title}: ${verdict.why}`, failed: 1, ran: 1, ms };
    }
    if (verdict === null) return { verdict: 'broken', what: output.slice(-600), failed: 0, ran: 0, ms };
  }
  const { picks, all } = select(folder, config, readRecord(root, config));
  if (all) return suite(folder, 'integration', patch, []);
  const own = picks.filter(({ project }) => project === 'integration');
  if (own.length === 0) return untouched;
  const files = [...new Set(own.map(({ file }) => file))];
  const titles = own.map(({ names }) => literally(names.join(' '))).join('|');
  // A pick without names is a whole file; and a command line takes 128 KB.
  const named = own.every(({ names }) => names.length > 0) && titles.length < 100_000;
  return suite(folder, 'integration', patch, [
    ...files,
    ...(named ? [`--testNamePattern=^(${titles})$`] : []),
  ]);
}

/** As a pattern that matches this text and nothing else. */
const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

async function suite(folder: string, name: Layer, { kind }: Patch, args: readonly string[]): Promise<Cell> {
  const report = path.join('tests', name, '.reports/vitest.json');
  await mkdir(path.dirname(path.join(folder, report)), { recursive: true });
  await rm(path.join(folder, report), { force: true });
  const finished = await tool(folder, 'vitest', [
    'run',
    `--project=${name}`,
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(name === 'contract' ? ['--exclude', 'tests/contract/published/**'] : []),
    ...(kind === 'bug' ? ['--bail=1'] : []),
    ...args,
  ]);
  return cellOfReport(folder, report, finished);
}

/** What tests touch with a patch in place is not worth keeping. */
const tool = (folder: string, command: string, args: readonly string[]): Promise<Finished> =>
  run(command, args, { cwd: folder, env: { ...process.env, AFFECTED: 'off' }, output: 'collect' });

const red = (what: string, ms: number): Cell => ({ verdict: 'red', what, failed: 1, ran: 1, ms });

const firstError = (output: string): string =>
  output.split('\n').find((line) => /error|×|Error/.test(line)) ?? output.trim().slice(0, 200);
