import type Stripe from 'stripe';
import { nowInSeconds, type Scene } from './scene.ts';

export const createRefund = (
  scene: Scene,
  charge: Stripe.Charge,
  wish: Pick<Stripe.Refund, 'amount' | 'metadata' | 'reason'>,
  status: 'succeeded' | 'pending',
): Stripe.Refund => {
  const refund = {
    id: scene.context.ids.next('re_', 24),
    object: 'refund',
    balance_transaction: scene.context.ids.next('txn_', 24),
    charge: charge.id,
    created: nowInSeconds(scene),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      type: 'card',
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
    },
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(status === 'pending' && { pending_reason: 'processing' }),
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
    ...wish,
  } satisfies Stripe.Refund;
  scene.state.refunds.set(refund.id, refund);
  return refund;
};

/** What was captured and has not been given back: a failed refund gives nothing back, a pending one does. */
export const refundableAmount = ({ state }: Scene, charge: Stripe.Charge): number => {
  let remaining = charge.amount_captured;
  for (const refund of state.refunds.values()) {
    if (refund.charge === charge.id && refund.status !== 'failed' && refund.status !== 'canceled') {
      remaining -= refund.amount;
    }
  }
  return remaining;
};
