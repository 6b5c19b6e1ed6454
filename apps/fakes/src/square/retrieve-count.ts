import type { Operation } from '../core/operation.ts';
import { countsPage } from './counts-page.ts';
import type { SquareState } from './state.ts';
import type { CountsPage } from './wire.ts';

/** An object that was never counted has no counts: an empty list, no error. */
export const retrieveCount: Operation<SquareState> = {
  id: 'square.inventory.retrieve_count',
  method: 'GET',
  path: '/v2/inventory/:catalog_object_id',
  handle: (state, { params, query }) => {
    const catalogObjectId = params['catalog_object_id'];
    const locationIds = query.get('location_ids')?.split(',').filter(Boolean) ?? [];
    const counts = state.counts.filter(
      (count) =>
        count.catalogObjectId === catalogObjectId &&
        (locationIds.length === 0 || locationIds.includes(count.locationId)),
    );
    const body: CountsPage = countsPage(counts, {
      cursor: query.get('cursor') ?? undefined,
      limit: state.pageSize,
      query: { catalogObjectId, locationIds },
    });
    return { status: 200, body };
  },
};
