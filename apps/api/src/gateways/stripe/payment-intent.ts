import { z } from 'zod';
import type { ProviderPayment } from '../payment-gateway.ts';
import { declineCodeOf } from './decline-code.ts';
import { fromStripeAmount } from './stripe-amount.ts';
import { zero } from '@topheavy/domain';

/** What we rely on of a PaymentIntent. `status` decides, so a value unknown to us is no answer. */
export const paymentIntentSchema = z.object({
  object: z.literal('payment_intent'),
  id: z.string().min(1),
  status: z.enum([
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
    'processing',
    'requires_capture',
    'canceled',
    'succeeded',
  ]),
  amount: z.int().nonnegative(),
  amount_received: z.int().nonnegative(),
  currency: z.string().length(3),
  metadata: z.record(z.string(), z.string()),
  last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish() }).nullable(),
  next_action: z.object({ redirect_to_url: z.object({ url: z.url().nullable() }).nullish() }).nullable(),
});

export type PaymentIntent = z.infer<typeof paymentIntentSchema>;

const STATES = {
  // We confirm while creating, so an intent back at the start is one whose confirmation failed.
  requires_payment_method: 'declined',
  // Between creation and confirmation, which are one request for us: wait for what it becomes.
  requires_confirmation: 'processing',
  requires_action: 'requires_action',
  processing: 'processing',
  requires_capture: 'authorized',
  canceled: 'voided',
  succeeded: 'captured',
} as const satisfies Record<PaymentIntent['status'], ProviderPayment['state']>;

export function providerPayment(intent: PaymentIntent): ProviderPayment {
  const state = STATES[intent.status];
  const amount = fromStripeAmount(intent.amount, intent.currency);
  return {
    reference: intent.id,
    state,
    authorized: state === 'authorized' || state === 'captured' ? amount : zero(amount.currency),
    captured: fromStripeAmount(intent.amount_received, intent.currency),
    declineCode: state === 'declined' ? declineCodeOf(intent.last_payment_error ?? {}) : null,
    nextActionUrl: state === 'requires_action' ? (intent.next_action?.redirect_to_url?.url ?? null) : null,
  };
}
