import { CallFailure } from '../call-failure.ts';
import { createCallPolicy } from '../create-call-policy.ts';
import type { InventoryGateway } from '../inventory-gateway.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { GatewayDeps, ResilienceConfig } from '../call-policy.ts';
import { changesAnswer, countsPage } from './inventory-answers.ts';
import { squarePost, type SquareConfig } from './square-request.ts';

export function createSquareGateway(
  config: SquareConfig & ResilienceConfig,
  deps: GatewayDeps = {},
): InventoryGateway {
  const call = createCallPolicy('inventory', config, deps);
  const { locationId } = config;
  const pageSchema = countsPage(locationId);

  const readPage = (references: readonly string[], cursor: string | undefined) =>
    call({ operation: 'counts-in-stock', effect: 'none' }, async ({ signal }) => {
      const body = {
        catalog_object_ids: references,
        location_ids: [locationId],
        states: ['IN_STOCK'],
        cursor,
      };
      const answer = await squarePost(config, '/v2/inventory/counts/batch-retrieve', body, signal);
      const page = parseAnswer(pageSchema, answer);
      if (cursor !== undefined && page.cursor === cursor) {
        throw new CallFailure('unreadable', 'the answer points to itself as its next page');
      }
      return page;
    });

  return {
    countsInStock: async (references) => {
      const counts = new Map<string, number>();
      let cursor: string | undefined;
      do {
        const page = await readPage(references, cursor);
        for (const { catalog_object_id, quantity } of page.counts) counts.set(catalog_object_id, quantity);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return counts;
    },

    recordSale: ({ changeId, occurredAt, items }) => {
      const changes = items.map(({ reference, quantity }) => ({
        type: 'ADJUSTMENT',
        adjustment: {
          reference_id: changeId,
          catalog_object_id: reference,
          location_id: locationId,
          from_state: 'IN_STOCK',
          to_state: 'SOLD',
          quantity: String(quantity),
          occurred_at: occurredAt.toISOString(),
        },
      }));
      return call({ operation: 'record-sale', effect: 'keyed' }, async ({ signal }) => {
        const body = { idempotency_key: changeId, changes };
        parseAnswer(
          changesAnswer,
          await squarePost(config, '/v2/inventory/changes/batch-create', body, signal),
        );
      });
    },
  };
}
