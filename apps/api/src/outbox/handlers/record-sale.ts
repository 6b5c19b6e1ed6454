import { z } from 'zod';
import type { EventHandler } from '../event-handler.ts';

const saleSchema = z.object({
  items: z.array(z.object({ reference: z.string(), quantity: z.int().positive() })),
});

/** Tells the inventory service what left the warehouse. Until then syncStock takes it off its counts. */
export const recordSale: EventHandler = async ({ gateways }, event) => {
  const { items } = saleSchema.parse(event.payload);
  await gateways.inventory.recordSale({ changeId: event.id, occurredAt: event.created_at, items });
};
