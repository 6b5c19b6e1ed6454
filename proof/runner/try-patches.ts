import { loadConfig } from '@topheavy/affected';
import { throwAwayCopy } from '../../scripts/bugs/throw-away-copy.ts';
import { root, run } from '../../scripts/terminal.ts';
import type { Cache } from './cache.ts';
import { LAYERS, type Cell, type Layer } from './layers.ts';
import type { Patch } from './patches.ts';
import { INCREMENTAL, runLayer } from './run-layer.ts';

export type Row = { readonly patch: Patch; readonly cells: Readonly<Record<Layer, Cell>> };

type Options = {
  readonly parallel: number;
  readonly isInterrupted: () => boolean;
  readonly progress: (row: Row, kept: boolean) => void;
};

/**
 * Tries every patch against every layer, in as many throw-away copies at once as told. What was tried before
 * under the same conditions comes from the cache, so an interrupted run goes on where it stopped.
 */
export async function tryPatches(
  patches: readonly Patch[],
  cache: Cache,
  { parallel, isInterrupted, progress }: Options,
): Promise<Row[]> {
  const rows: Row[] = [];
  const waiting: Patch[] = [];
  for (const patch of patches) {
    const cells = await kept(cache, patch);
    if (LAYERS.every((layer) => cells[layer] !== undefined)) {
      const row = { patch, cells: cells as Row['cells'] };
      rows.push(row);
      progress(row, true);
    } else waiting.push(patch);
  }
  const config = await loadConfig(root);
  const work = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const copy = await throwAwayCopy();
    try {
      // So that types are looked at anew only where a patch changes them.
      const types = ['--noEmit', ...INCREMENTAL];
      await run('tsc', types, { cwd: copy.folder, output: 'collect' });
      for (;;) {
        const patch = waiting.shift();
        if (patch === undefined || isInterrupted()) return;
        const row = { patch, cells: await tryPatch(copy, patch) };
        rows.push(row);
        progress(row, false);
      }
    } finally {
      await copy.remove();
    }
  };
  const tryPatch = async (
    copy: Awaited<ReturnType<typeof throwAwayCopy>>,
    patch: Patch,
  ): Promise<Row['cells']> => {
    try {
      await copy.apply(patch.file);
    } catch (error) {
      const what = `the patch does not fit: ${(error as Error).message}`;
      const broken: Cell = { verdict: 'broken', what, failed: 0, ran: 0, ms: 0 };
      return Object.fromEntries(LAYERS.map((layer) => [layer, broken])) as Row['cells'];
    }
    const cells = await kept(cache, patch);
    for (const layer of LAYERS) {
      if (cells[layer] !== undefined || isInterrupted()) continue;
      const cell = await runLayer(layer, { folder: copy.folder, config }, patch);
      if (!isInterrupted()) await cache.put(layer, patch, cell);
      cells[layer] = cell;
    }
    await copy.takeBack(patch.file);
    return cells as Row['cells'];
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return rows.toSorted((one, other) => patches.indexOf(one.patch) - patches.indexOf(other.patch));
}

async function kept(cache: Cache, patch: Patch): Promise<Partial<Record<Layer, Cell>>> {
  const cells: Partial<Record<Layer, Cell>> = {};
  for (const layer of LAYERS) {
    const cell = await cache.get(layer, patch);
    if (cell !== null) cells[layer] = cell;
  }
  return cells;
}
