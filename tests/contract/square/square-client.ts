import type { Fakes } from '@topheavy/fakes';
import { answerOf } from '../answer-of.ts';

const headers = {
  authorization: 'Bearer EAAAtest',
  'content-type': 'application/json',
  'square-version': '2025-08-20',
};

const post = (fakes: Fakes, path: string, body: object) =>
  answerOf(`${fakes.urls.square}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

/** Square's inventory API over plain HTTP, as the shop calls it. */
export const retrieveCount = (fakes: Fakes, catalogObjectId: string, query = '') =>
  answerOf(`${fakes.urls.square}/v2/inventory/${catalogObjectId}${query}`, { headers });

export const batchRetrieve = (fakes: Fakes, body: object) =>
  post(fakes, '/v2/inventory/counts/batch-retrieve', body);

export const batchChange = (fakes: Fakes, body: object) =>
  post(fakes, '/v2/inventory/changes/batch-create', body);

export const stock = (fakes: Fakes, catalogObjectId: string, quantity: string, locationId = 'MAIN') =>
  fakes.control.given('square', 'stock', {
    catalog_object_id: catalogObjectId,
    location_id: locationId,
    state: 'IN_STOCK',
    quantity,
  });

export const adjustment = (
  catalogObjectId: string,
  quantity: string,
  [fromState, toState] = ['IN_STOCK', 'SOLD'],
) => ({
  type: 'ADJUSTMENT',
  adjustment: {
    catalog_object_id: catalogObjectId,
    location_id: 'MAIN',
    from_state: fromState,
    to_state: toState,
    quantity,
    occurred_at: new Date().toISOString(),
  },
});

export const physicalCount = (catalogObjectId: string, quantity: string) => ({
  type: 'PHYSICAL_COUNT',
  physical_count: {
    catalog_object_id: catalogObjectId,
    location_id: 'MAIN',
    state: 'IN_STOCK',
    quantity,
    occurred_at: new Date().toISOString(),
  },
});

/** What is in stock at MAIN, or null where nothing was ever counted. */
export const inStock = async (fakes: Fakes, catalogObjectId: string): Promise<unknown> => {
  const { body } = await batchRetrieve(fakes, {
    catalog_object_ids: [catalogObjectId],
    location_ids: ['MAIN'],
    states: ['IN_STOCK'],
  });
  return (body as { counts?: { quantity: string }[] }).counts?.[0]?.quantity ?? null;
};
