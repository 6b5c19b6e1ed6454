import { z } from 'zod';
import type { ProviderRefund } from '../payment-gateway.ts';

/** What we rely on of a Refund. `status` decides, so a value unknown to us (or none) is no answer. */
export const refundSchema = z.object({
  object: z.literal('refund'),
  id: z.string().min(1),
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
  amount: z.int().nonnegative(),
  currency: z.string().length(3),
  metadata: z.record(z.string(), z.string()).nullable(),
});

export type Refund = z.infer<typeof refundSchema>;

const STATES = {
  pending: 'processing',
  requires_action: 'processing',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
} as const satisfies Record<Refund['status'], ProviderRefund['state']>;

export const providerRefund = ({ id, status }: Refund): ProviderRefund => ({
  reference: id,
  state: STATES[status],
});
