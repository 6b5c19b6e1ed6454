import type { Operation } from '../core/operation.ts';
import { applyChange, occurredAt } from './apply-change.ts';
import { batchChangeSchema, type RequestedChange } from './change-schema.ts';
import { readBody } from './read-body.ts';
import { refuse } from './refuse.ts';
import { inventoryCount, type SquareState } from './state.ts';
import type { BatchChangeResult } from './wire.ts';

const dayMs = 86_400_000;

/** Square does not publish how far clocks may differ; less than a minute is no reason to refuse. */
const clockSkewMs = 60_000;

/** All changes or none, in the order in which they occurred. */
export const batchChange: Operation<SquareState> = {
  id: 'square.inventory.batch_change',
  method: 'POST',
  path: '/v2/inventory/changes/batch-create',
  handle: (state, request, context) => {
    const asked = readBody(batchChangeSchema, request.body);
    const changes = asked.changes ?? [];
    if (changes.length === 0) throw refuse('MISSING_REQUIRED_PARAMETER', 'Field must be set', 'changes');
    for (const [index, change] of changes.entries()) refuseWrongTime(change, index, context.clock.now());

    const made = changes
      .toSorted((a, b) => occurredAt(a) - occurredAt(b))
      .flatMap((change) => applyChange(state, change, asked.ignore_unchanged_counts ?? true, context));
    const objects = new Set(changes.map(catalogObjectId));
    const counts = state.counts.filter((count) => objects.has(count.catalogObjectId)).map(inventoryCount);
    const body: BatchChangeResult = {
      counts,
      ...(made.length > 0 && { changes: made }),
    };
    return { status: 200, body };
  },
};

const catalogObjectId = (change: RequestedChange): string =>
  change.type === 'ADJUSTMENT'
    ? change.adjustment.catalog_object_id
    : change.physical_count.catalog_object_id;

const refuseWrongTime = (change: RequestedChange, index: number, now: number): void => {
  const at = occurredAt(change);
  if (at <= now + clockSkewMs && at >= now - dayMs) return;
  throw refuse(
    'INVALID_TIME',
    'The time must not lie in the future nor be older than 24 hours',
    `changes[${index}].${change.type === 'ADJUSTMENT' ? 'adjustment' : 'physical_count'}.occurred_at`,
  );
};
