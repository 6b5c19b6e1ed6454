import type { InventoryState } from './wire.ts';

export const inventoryStates: readonly InventoryState[] = [
  'CUSTOM',
  'IN_STOCK',
  'SOLD',
  'RETURNED_BY_CUSTOMER',
  'RESERVED_FOR_SALE',
  'SOLD_ONLINE',
  'ORDERED_FROM_VENDOR',
  'RECEIVED_FROM_VENDOR',
  'IN_TRANSIT_TO',
  'NONE',
  'WASTE',
  'UNLINKED_RETURN',
  'COMPOSED',
  'DECOMPOSED',
  'SUPPORTED_BY_NEWER_VERSION',
  'IN_TRANSIT',
];

/** Goods in these states are no longer, or not yet, counted ("InventoryState" in Square's document). */
const untracked: ReadonlySet<InventoryState> = new Set(['NONE', 'SOLD', 'UNLINKED_RETURN']);

export const isTracked = (state: InventoryState): boolean => !untracked.has(state);

/** What an adjustment may do; the document calls the other states read-only. */
const moves: Readonly<Partial<Record<InventoryState, readonly InventoryState[]>>> = {
  NONE: ['IN_STOCK'],
  IN_STOCK: ['SOLD', 'WASTE'],
  UNLINKED_RETURN: ['IN_STOCK', 'WASTE'],
};

export const mayMove = (from: InventoryState, to: InventoryState): boolean =>
  moves[from]?.includes(to) === true;
