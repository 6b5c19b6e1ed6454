import { describeOperations } from '../operation.ts';

/** Statuses: developer.squareup.com/docs/build-basics/general-considerations/handling-errors. */
export const squareOperations = describeOperations(
  'square',
  {
    schema: 'Failure',
    statuses: [400, 401, 403, 404, 405, 408, 409, 413, 415, 429, 500, 501, 502, 503, 504],
  },
  [
    {
      id: 'square.inventory.retrieve_count',
      method: 'GET',
      path: '/v2/inventory/{catalog_object_id}',
      request: { in: 'query', schema: 'CountsOfObjectQuery' },
      success: { 200: 'CountsOfObject' },
      repeats: { 'path.catalog_object_id': 'counts[].catalog_object_id' },
    },
    {
      id: 'square.inventory.batch_retrieve_counts',
      method: 'POST',
      path: '/v2/inventory/counts/batch-retrieve',
      request: { in: 'json', schema: 'CountsQuery' },
      success: { 200: 'Counts' },
    },
    {
      id: 'square.inventory.batch_change',
      method: 'POST',
      path: '/v2/inventory/changes/batch-create',
      request: { in: 'json', schema: 'ChangesRequest' },
      success: { 200: 'Changes' },
    },
  ],
);
