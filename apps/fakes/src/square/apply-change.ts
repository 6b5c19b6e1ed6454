import type { Context } from '../core/operation.ts';
import type { RequestedChange } from './change-schema.ts';
import { isTracked } from './inventory-states.ts';
import { formatQuantity } from './quantity.ts';
import { setCount, type SquareState } from './state.ts';
import type { InventoryChange } from './wire.ts';

export const occurredAt = (change: RequestedChange): number =>
  Date.parse(
    change.type === 'ADJUSTMENT' ? change.adjustment.occurred_at : change.physical_count.occurred_at,
  );

/** Changes the counts; nothing is recorded for a physical count that found what was known already. */
export const applyChange = (
  state: SquareState,
  change: RequestedChange,
  ignoreUnchanged: boolean,
  context: Context,
): InventoryChange[] => {
  const now = context.clock.now();
  if (change.type === 'ADJUSTMENT') {
    const { from_state, to_state, ...rest } = change.adjustment;
    const place = { catalogObjectId: rest.catalog_object_id, locationId: rest.location_id };
    if (isTracked(from_state)) {
      setCount(state, { ...place, state: from_state }, (before) => before - rest.quantity, now);
    }
    if (isTracked(to_state)) {
      setCount(state, { ...place, state: to_state }, (before) => before + rest.quantity, now);
    }
    return [{ type: 'ADJUSTMENT', adjustment: { ...recorded('ADJ', rest, context), from_state, to_state } }];
  }
  const counted = change.physical_count;
  const place = {
    catalogObjectId: counted.catalog_object_id,
    locationId: counted.location_id,
    state: counted.state,
  };
  const unchanged = state.counts.some(
    (count) =>
      count.catalogObjectId === place.catalogObjectId &&
      count.locationId === place.locationId &&
      count.state === place.state &&
      count.hundredThousandths === counted.quantity,
  );
  if (unchanged && ignoreUnchanged) return [];
  setCount(state, place, () => counted.quantity, now);
  return [
    {
      type: 'PHYSICAL_COUNT',
      physical_count: { ...recorded('CNT', counted, context), state: counted.state },
    },
  ];
};

type Shared = Omit<Extract<RequestedChange, { type: 'ADJUSTMENT' }>['adjustment'], 'from_state' | 'to_state'>;

const recorded = (prefix: string, change: Shared, { ids, clock }: Context) => ({
  id: ids.next(prefix, 21),
  ...(typeof change.reference_id === 'string' && { reference_id: change.reference_id }),
  catalog_object_id: change.catalog_object_id,
  catalog_object_type: 'ITEM_VARIATION' as const,
  location_id: change.location_id,
  quantity: formatQuantity(change.quantity),
  occurred_at: change.occurred_at,
  created_at: new Date(clock.now()).toISOString(),
});
