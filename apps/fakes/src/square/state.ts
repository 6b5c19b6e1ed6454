import { formatQuantity } from './quantity.ts';
import type { InventoryCount, InventoryState } from './wire.ts';

export type StockCount = {
  catalogObjectId: string;
  locationId: string;
  state: InventoryState;
  hundredThousandths: number;
  /** ISO time on the virtual clock. */
  calculatedAt: string;
  /** Rises with each change: the order of counts that were changed in the same millisecond. */
  revision: number;
};

export type SquareState = {
  counts: StockCount[];
  revision: number;
  /** Counts on a page where the request names no limit; Square allows up to 1000. */
  pageSize: number;
};

export const initialState = (): SquareState => ({ counts: [], revision: 0, pageSize: 100 });

/** Gives the count of a tracked state a new value, which may be negative: Square lets sales overdraw. */
export const setCount = (
  state: SquareState,
  place: Pick<StockCount, 'catalogObjectId' | 'locationId' | 'state'>,
  change: (hundredThousandths: number) => number,
  nowMs: number,
): void => {
  const found = state.counts.find(
    (count) =>
      count.catalogObjectId === place.catalogObjectId &&
      count.locationId === place.locationId &&
      count.state === place.state,
  );
  state.revision += 1;
  const next: StockCount = {
    ...place,
    hundredThousandths: change(found?.hundredThousandths ?? 0),
    calculatedAt: new Date(nowMs).toISOString(),
    revision: state.revision,
  };
  if (found === undefined) state.counts.push(next);
  else Object.assign(found, next);
};

export const inventoryCount = (count: StockCount): InventoryCount => ({
  catalog_object_id: count.catalogObjectId,
  catalog_object_type: 'ITEM_VARIATION',
  state: count.state,
  location_id: count.locationId,
  quantity: formatQuantity(count.hundredThousandths),
  calculated_at: count.calculatedAt,
});
