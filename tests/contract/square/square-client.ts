import { randomUUID } from 'node:crypto';
import { answerOf, type Answer } from '../answer-of.ts';
import type { Target } from '../target/test-at-target.ts';

const headers = {
  authorization: 'Bearer EAAAtest',
  'content-type': 'application/json',
  'square-version': '2025-08-20',
};

const post = ({ urls }: Target, path: string, body: object) =>
  answerOf(`${urls.square}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

/** Square's inventory API over plain HTTP, as the shop calls it. */
export const retrieveCount = ({ urls }: Target, catalogObjectId: string, query = '') =>
  answerOf(`${urls.square}/v2/inventory/${catalogObjectId}${query}`, { headers });

export const batchRetrieve = (target: Target, body: object) =>
  post(target, '/v2/inventory/counts/batch-retrieve', body);

export const batchChange = (target: Target, body: object) =>
  post(target, '/v2/inventory/changes/batch-create', body);

/** Makes so much be in stock, as whoever counts it does: through the API, so that it works everywhere. */
export const stock = async (
  target: Target,
  catalogObjectId: string,
  quantity: string,
  locationId = 'MAIN',
): Promise<Answer> => {
  const changes = [physicalCount(catalogObjectId, quantity, locationId)];
  const answer = await batchChange(target, {
    idempotency_key: randomUUID(),
    changes,
    ignore_unchanged_counts: false,
  });
  if (answer.status !== 200) throw new Error(`Square took no count: ${JSON.stringify(answer.body)}`);
  return answer;
};

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

export const physicalCount = (catalogObjectId: string, quantity: string, locationId = 'MAIN') => ({
  type: 'PHYSICAL_COUNT',
  physical_count: {
    catalog_object_id: catalogObjectId,
    location_id: locationId,
    state: 'IN_STOCK',
    quantity,
    occurred_at: new Date().toISOString(),
  },
});

/** What is in stock at MAIN, or null where nothing was ever counted. */
export const inStock = async (target: Target, catalogObjectId: string): Promise<unknown> => {
  const { body } = await batchRetrieve(target, {
    catalog_object_ids: [catalogObjectId],
    location_ids: ['MAIN'],
    states: ['IN_STOCK'],
  });
  return (body as { counts?: { quantity: string }[] }).counts?.[0]?.quantity ?? null;
};
