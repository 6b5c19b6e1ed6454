import { loadConfig } from '@topheavy/affected';
import { root, run, seconds } from '../../scripts/terminal.ts';
import { throwAwayCopy } from '../../scripts/throw-away-copy.ts';
import { knownBaseline, requireGreen, runWhole } from './baseline.ts';
import { openCache } from './cache.ts';
import { LAYERS } from './layers.ts';
import type { Facts } from './page.ts';
import type { Wanted } from './read-options.ts';
import { runLayer } from './run-layer.ts';
import { sharedPostgres, type SharedPostgres } from './shared-postgres.ts';
import { problemsOf, summaryOf, wordOf } from './summary.ts';
import { tryPatches, type Row } from './try-patches.ts';

/** Tries what is wanted. Throws when something is not green without any patch. */
export async function prove(
  { patches, mode, parallel }: Wanted,
  isInterrupted: () => boolean,
  progress: (line: string) => void,
): Promise<{ facts: Facts; problems: string[] }> {
  let server: Promise<SharedPostgres> | null = null;
  const postgres = async (): Promise<NodeJS.ProcessEnv> => (await (server ??= sharedPostgres())).env;
  try {
    const cache = await openCache(root);
    progress('Without any patch:');
    // The other layers as a whole are what `pnpm test` runs anyway.
    const layers = mode === 'all' ? LAYERS : (['types', 'mirage'] as const);
    await runWhole(cache, layers, (line) => progress(`  ${line}`));
    await requireGreen(cache, patches, postgres, (line) => progress(`  ${line}`));
    const baseline = await knownBaseline(cache);
    progress(`${patches.length} patches, ${parallel} at once:`);
    const config = await loadConfig(root);
    let done = 0;
    const rows = await tryPatches(patches, {
      cache,
      makeCopy: throwAwayCopy,
      runLayer: async (layer, { copy: { folder }, workers }, applied) => {
        const env = layer === 'integration' ? await postgres() : process.env;
        return runLayer(layer, { folder, config, workers, env }, applied);
      },
      parallel,
      isInterrupted,
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
    await (server as Promise<SharedPostgres> | null)?.then(({ stop }) => stop());
  }
}

function lineOf({ patch, cells }: Row, kept: boolean): string {
  const words = LAYERS.map((layer) => `${layer} ${wordOf(cells[layer])}`);
  const ms = LAYERS.reduce((sum, layer) => sum + cells[layer].ms, 0);
  return `${patch.name}: ${words.join(', ')} (${kept ? 'kept' : seconds(ms)})`;
}
