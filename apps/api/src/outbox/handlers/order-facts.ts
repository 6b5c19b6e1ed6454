import { z } from 'zod';
import { moneyFact } from './money-fact.ts';

/** What every event of an order says. Parsed, because an older release may have written it. */
export const orderFactsSchema = z.object({
  orderId: z.uuid(),
  email: z.string(),
  total: moneyFact,
  expiresAt: z.iso.datetime().transform((text) => new Date(text)),
  cancelReason: z.enum(['customer', 'back_office', 'reservation_expired']).nullable(),
});

export type OrderFacts = z.output<typeof orderFactsSchema>;
