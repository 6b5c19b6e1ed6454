import { z } from 'zod';
import type { Operation } from '../core/operation.ts';
import { countsPage } from './counts-page.ts';
import { inventoryStates } from './inventory-states.ts';
import { readBody } from './read-body.ts';
import type { SquareState, StockCount } from './state.ts';
import type { CountsPage } from './wire.ts';

const schema = z.object({
  catalog_object_ids: z.array(z.string()).nullish(),
  location_ids: z.array(z.string()).nullish(),
  states: z.array(z.enum(inventoryStates)).nullish(),
  updated_after: z.iso.datetime({ offset: true }).nullish(),
  limit: z.int().min(1).max(1000).nullish(),
  cursor: z.string().nullish(),
});

/** Newest change first. A filter that is absent or empty lets everything through. */
export const batchRetrieveCounts: Operation<SquareState> = {
  id: 'square.inventory.batch_retrieve_counts',
  method: 'POST',
  reads: true,
  path: '/v2/inventory/counts/batch-retrieve',
  handle: (state, request) => {
    const { cursor, limit, ...query } = readBody(schema, request.body);
    const counts = state.counts
      .filter((count) => matches(count, query))
      .toSorted((a, b) => b.revision - a.revision);
    const body: CountsPage = countsPage(counts, {
      cursor: cursor ?? undefined,
      limit: limit ?? state.pageSize,
      query,
    });
    return { status: 200, body };
  },
};

type Query = Omit<z.infer<typeof schema>, 'cursor' | 'limit'>;

const matches = (count: StockCount, query: Query): boolean =>
  allows(query.catalog_object_ids, count.catalogObjectId) &&
  allows(query.location_ids, count.locationId) &&
  allows(query.states, count.state) &&
  Date.parse(count.calculatedAt) > Date.parse(query.updated_after ?? '1970-01-01T00:00:00Z');

const allows = (filter: readonly string[] | null | undefined, value: string): boolean =>
  filter === undefined || filter === null || filter.length === 0 || filter.includes(value);
