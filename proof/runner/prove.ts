import { loadConfig, readRecord, type ImpactRecord } from '@topheavy/affected';
import { matcher } from '@topheavy/affected/paths';
import path from 'node:path';
import { root, run, seconds } from '../../scripts/terminal.ts';
import { throwAwayCopy } from '../../scripts/throw-away-copy.ts';
import { knownBaseline, recordNamed, requireGreen, runWhole } from './baseline.ts';
import { openCache } from './cache.ts';
import { LAYERS, SHORT_TITLES } from './layers.ts';
import type { Facts } from './page.ts';
import { openRanBy } from './ran-by.ts';
import type { Wanted } from './read-options.ts';
import { runLayer, type Warm } from './run-layer.ts';
import { sharedPostgres, type SharedPostgres } from './shared-postgres.ts';
import { problemsOf, summaryOf, wordOf } from './summary.ts';
import { tryPatches, type Row } from './try-patches.ts';
import { openWarmChild } from './warm-child.ts';

/** Tries what is wanted. Throws when something is not green without any patch. */
export async function prove(
  { patches, mode, parallel }: Wanted,
  isInterrupted: () => boolean,
  progress: (line: string) => void,
): Promise<{ facts: Facts; problems: string[] }> {
  let server: Promise<SharedPostgres> | null = null;
  const withPostgres = async (): Promise<NodeJS.ProcessEnv> => ({
    ...ENVIRONMENT,
    ...(await (server ??= sharedPostgres())).variables,
  });
  const told = (line: string): void => progress(`  ${line}`);
  const warm = new Map<string, Warm>();
  const warmIn = (folder: string): Warm => {
    const known = warm.get(folder) ?? {
      namedTest: openWarmChild('warm-named-test.ts', folder, told),
      mirage: openWarmChild('warm-mirage.ts', folder, told),
    };
    warm.set(folder, known);
    return known;
  };
  try {
    const config = await loadConfig(root);
    const record = (): ImpactRecord => readRecord(root, config);
    const named = patches.flatMap(({ test }) => test ?? []);
    progress('Without any patch:');
    await recordNamed(named, openRanBy(record), withPostgres, told);
    // These run in global setups, of which no test knows.
    const isUnseen = matcher([...config.everything, ...config.migrations, ...config.setups]);
    const cache = await openCache(root, openRanBy(record), isUnseen);
    // The other layers as a whole are what `pnpm test` runs anyway.
    const layers = mode === 'all' ? LAYERS : (['types', 'mirage'] as const);
    await runWhole(cache, layers, told);
    const unseen = mode === 'all' ? named.filter(({ suite }) => suite !== 'integration') : named;
    await requireGreen(cache, unseen, withPostgres, told);
    const baseline = await knownBaseline(cache);
    progress(`${patches.length} patches, ${parallel} at once (red: a test fails, –: all stay green):`);
    let done = 0;
    const rows = await tryPatches(patches, {
      cache,
      makeCopy: throwAwayCopy,
      runLayer: async (layer, { copy: { folder }, workers }, applied) => {
        const env = layer === 'integration' ? await withPostgres() : ENVIRONMENT;
        return runLayer(layer, { folder, config, workers, env, warm: warmIn(folder) }, applied);
      },
      parallel,
      isInterrupted,
      note: told,
      progress: (row, kept) => progress(`  ${(done += 1)}/${patches.length} ${lineOf(row, kept)}`),
    });
    const { output } = await run('git', ['rev-parse', '--short', 'HEAD'], { output: 'collect' });
    const facts = {
      date: new Date().toISOString().slice(0, 10),
      commit: output.trim(),
      complete: mode === 'all',
      summary: summaryOf(rows, baseline),
      rows,
    };
    return { facts, problems: problemsOf(rows, baseline) };
  } finally {
    const children = [...warm.values()].flatMap(({ namedTest, mirage }) => [namedTest, mirage]);
    await Promise.all(children.map((child) => child.close()));
    await (server as Promise<SharedPostgres> | null)?.then(({ stop }) => stop());
  }
}

const ENVIRONMENT: NodeJS.ProcessEnv = {
  ...process.env,
  // What tests touch with a patch in place is not worth keeping; what Node compiled is: a third less time.
  AFFECTED: 'off',
  NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/topheavy/compiled'),
};

function lineOf({ patch, cells }: Row, kept: boolean): string {
  const words = LAYERS.map((layer) => `${SHORT_TITLES[layer]} ${wordOf(cells[layer])}`);
  const ms = LAYERS.reduce((sum, layer) => sum + cells[layer].ms, 0);
  return `${patch.name}: ${words.join(', ')} (${kept ? 'kept' : seconds(ms)})`;
}
