import type { Change } from './patches.ts';

/** Patches that may be tried together, as no two of a batch touch the same file; in the order given. */
export function batchesOf<One extends Pick<Change, 'changed'>>(patches: readonly One[]): One[][] {
  const batches: { patches: One[]; changed: Set<string> }[] = [];
  for (const patch of patches) {
    const free = batches.find(({ changed }) => !patch.changed.some((file) => changed.has(file)));
    const batch = free ?? { patches: [], changed: new Set() };
    if (free === undefined) batches.push(batch);
    batch.patches.push(patch);
    for (const file of patch.changed) batch.changed.add(file);
  }
  return batches.map(({ patches: together }) => together);
}
