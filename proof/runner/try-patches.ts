import { seconds } from '../../scripts/terminal.ts';
import type { Copy } from '../../scripts/throw-away-copy.ts';
import { batchesOf } from './batches.ts';
import type { Cache } from './cache.ts';
import { LAYERS, type Cell, type Layer } from './layers.ts';
import type { Patch } from './patches.ts';
import type { Applied } from './run-layer.ts';

export type Cells = Readonly<Record<Layer, Cell>>;
export type Row = { readonly patch: Patch; readonly cells: Cells };

export type Trial = {
  readonly cache: Cache;
  /** Makes a copy of the checkout for one worker. */
  readonly makeCopy: () => Promise<Copy>;
  /** What a layer says of what was applied to this copy, in as many processes of tests at once as its share. */
  readonly runLayer: (layer: Layer, copy: Share, applied: Applied) => Promise<Cell>;
  readonly parallel: number;
  readonly isInterrupted: () => boolean;
  readonly progress: (row: Row, kept: boolean) => void;
  /** What was tried together, as a sentence: such a run can take a minute. */
  readonly note: (sentence: string) => void;
};

/** A copy, and how many of the machine's cores work in it. */
export type Share = { readonly copy: Copy; readonly workers: number };

/** Where patches stay green that are tried together, each would alone: so these layers need few runs. */
const TOGETHER: Readonly<Record<Patch['kind'], readonly Layer[]>> = {
  bug: ['types'],
  refactoring: ['types', 'integration'],
};

/**
 * Tries every patch against every layer, as many at once as told, each in a throw-away copy. What was tried before
 * under the same conditions comes from the cache, so an interrupted run goes on where it stopped. When
 * interrupted, answers the rows that it has.
 */
export async function tryPatches(patches: readonly Patch[], trial: Trial): Promise<Row[]> {
  const { cache, parallel, isInterrupted, progress } = trial;
  const rows: Row[] = [];
  const waiting: Patch[] = [];
  const undecided: Patch[] = [];
  for (const patch of patches) {
    const cells = await keptCells(cache, patch);
    if (isComplete(cells)) {
      rows.push({ patch, cells });
      progress({ patch, cells }, true);
    } else {
      waiting.push(patch);
      if (TOGETHER[patch.kind].some((layer) => cells[layer] === undefined)) undecided.push(patch);
    }
  }
  const copies: Copy[] = [];
  try {
    for (const kind of ['bug', 'refactoring'] as const) {
      for (const batch of batchesOf(undecided.filter((patch) => patch.kind === kind))) {
        const copy = (copies[0] ??= await trial.makeCopy());
        await tryTogether(trial, { copy, workers: parallel }, batch);
      }
    }
    const count = Math.min(parallel, waiting.length);
    const worker = async (_: unknown, index: number): Promise<void> => {
      const copy = (copies[index] ??= await trial.makeCopy());
      const share = { copy, workers: Math.floor(parallel / count) };
      for (let patch = waiting.shift(); patch !== undefined; patch = waiting.shift()) {
        if (isInterrupted()) return;
        const cells = await tryAlone(trial, share, patch);
        if (!isComplete(cells)) return;
        rows.push({ patch, cells });
        progress({ patch, cells }, false);
      }
    };
    await Promise.all(Array.from({ length: count }, worker));
  } finally {
    await Promise.all(copies.map((copy) => copy.remove()));
  }
  return rows.toSorted((one, other) => patches.indexOf(one.patch) - patches.indexOf(other.patch));
}

/** Keeps what is green; where a layer goes red, each half of the batch on its own, down to one patch. */
async function tryTogether(trial: Trial, share: Share, batch: readonly Patch[]): Promise<void> {
  const [first] = batch;
  if (first === undefined || trial.isInterrupted()) return;
  const green = await areGreenTogether(trial, share, batch, TOGETHER[first.kind]);
  if (green || batch.length === 1) return;
  const middle = Math.ceil(batch.length / 2);
  await tryTogether(trial, share, batch.slice(0, middle));
  await tryTogether(trial, share, batch.slice(middle));
}

async function areGreenTogether(
  { cache, runLayer, isInterrupted, note }: Trial,
  share: Share,
  batch: readonly Patch[],
  layers: readonly Layer[],
): Promise<boolean> {
  const applied: Patch[] = [];
  try {
    for (const patch of batch) {
      await share.copy.apply(patch.file);
      applied.push(patch);
    }
    const together: Applied = {
      kind: batch[0]?.kind ?? 'bug',
      changed: batch.flatMap(({ changed }) => changed),
      removes: batch.some(({ removes }) => removes),
      test: null,
    };
    for (const layer of layers) {
      const lacking: Patch[] = [];
      for (const patch of batch) if ((await cache.get(layer, patch)) === null) lacking.push(patch);
      if (lacking.length === 0) continue;
      const cell = await runLayer(layer, share, together);
      if (isInterrupted()) return false;
      const { verdict, what, failed, ms } = cell;
      const alone = batch.length === 1;
      const names = alone ? (batch[0]?.name ?? '') : `${batch.length} ${together.kind}s together`;
      const rest =
        verdict === 'green' ? '' : `: ${failed} failed, first ${what}${alone ? '' : '; now each half'}`;
      note(`${names}: ${layer} ${verdict} (${seconds(ms)})${rest}`);
      // Of one alone every verdict is its own.
      if (verdict !== 'green' && !alone) return false;
      for (const patch of lacking) await cache.put(layer, patch, { ...cell, ms: cell.ms / lacking.length });
    }
    return true;
  } catch {
    // One of them does not fit: alone it says so.
    return false;
  } finally {
    for (const patch of applied.toReversed()) await share.copy.takeBack(patch.file);
  }
}

async function tryAlone(trial: Trial, share: Share, patch: Patch): Promise<Partial<Cells>> {
  const { cache, runLayer, isInterrupted } = trial;
  const cells: Partial<Record<Layer, Cell>> = await keptCells(cache, patch);
  const unfit = await applies(share.copy, patch.file);
  if (unfit !== null) return Object.fromEntries(LAYERS.map((layer) => [layer, broken(unfit)]));
  for (const layer of LAYERS) {
    if (cells[layer] !== undefined) continue;
    if (isInterrupted()) break;
    const cell =
      layer === 'assumed' ? await assumed(trial, share, patch) : await runLayer(layer, share, patch);
    // What was ended half-way says nothing.
    if (isInterrupted()) break;
    await cache.put(layer, patch, cell);
    cells[layer] = cell;
    if (layer === 'mirage' && patch.mocks === null) cells.assumed = cell;
  }
  await share.copy.takeBack(patch.file);
  return cells;
}

/** The mirage with the mocks as the author of the bug would have written them. */
async function assumed({ runLayer }: Trial, share: Share, { mocks, ...patch }: Patch): Promise<Cell> {
  if (mocks === null) throw new Error(`${patch.name} has no mocks of its own.`);
  const unfit = await applies(share.copy, mocks.file);
  if (unfit !== null) return broken(`mocks.patch: ${unfit}`);
  try {
    const changed = [...patch.changed, ...mocks.changed];
    return await runLayer('assumed', share, {
      ...patch,
      changed,
      removes: patch.removes || mocks.removes,
    });
  } finally {
    await share.copy.takeBack(mocks.file);
  }
}

/** Why it does not fit, or null. */
async function applies(copy: Copy, file: string): Promise<string | null> {
  try {
    await copy.apply(file);
    return null;
  } catch (error) {
    return `the patch does not fit: ${(error as Error).message}`;
  }
}

const broken = (what: string): Cell => ({ verdict: 'broken', what, failed: 0, ran: 0, ms: 0 });

async function keptCells(cache: Cache, patch: Patch): Promise<Partial<Cells>> {
  const cells: Partial<Record<Layer, Cell>> = {};
  for (const layer of LAYERS) {
    const cell = await cache.get(layer, patch);
    if (cell !== null) cells[layer] = cell;
  }
  // Where nobody would have written other mocks, it is the same run.
  if (patch.mocks === null && cells.mirage !== undefined) cells.assumed = cells.mirage;
  return cells;
}

const isComplete = (cells: Partial<Cells>): cells is Cells =>
  LAYERS.every((layer) => cells[layer] !== undefined);
