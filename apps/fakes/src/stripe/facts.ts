import type Stripe from 'stripe';
import { z } from 'zod';
import { ControlError } from '../core/control-error.ts';
import { fact, type Fact } from '../core/provider.ts';
import { approve, decline } from './confirmation.ts';
import { emitEvent } from './events.ts';
import { useCard } from './payment-method.ts';
import { unpromptedScene, type Scene } from './scene.ts';
import type { StripeState } from './state.ts';

const outcome = z.enum(['succeeded', 'failed']).default('succeeded');
const ofIntent = z.strictObject({ payment_intent: z.string(), outcome });

const authenticationFailed = {
  code: 'payment_intent_authentication_failure',
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};

/** What happens outside the API: at the customer's bank, and inside Stripe. */
export const facts: Readonly<Record<string, Fact<StripeState>>> = {
  /** The customer has answered the challenge of an intent that requires action. */
  action_completed: fact(ofIntent, (state, args, context) => {
    const scene = unpromptedScene(state, context);
    const intent = intentInStatus(scene, args.payment_intent, 'requires_action');
    finish(scene, intent, args.outcome === 'succeeded' ? 'approve' : authenticationFailed);
  }),

  /** The next confirmations stay processing, until 'processing_completed'. */
  slow_confirmation: fact(z.strictObject({ count: z.int().min(1).default(1) }), (state, { count }) => {
    state.slowConfirmations = count;
  }),

  processing_completed: fact(ofIntent, (state, args, context) => {
    const scene = unpromptedScene(state, context);
    const intent = intentInStatus(scene, args.payment_intent, 'processing');
    const declined = {
      code: 'card_declined',
      decline_code: 'generic_decline',
      message: 'Your card was declined.',
    };
    finish(scene, intent, args.outcome === 'succeeded' ? 'approve' : declined);
  }),

  /** Refunds of this intent stay pending, until 'refund_succeeded' or 'refund_failed'. */
  pending_refund: fact(z.strictObject({ payment_intent: z.string() }), (state, args) => {
    state.slowRefunds.add(args.payment_intent);
  }),

  refund_succeeded: fact(z.strictObject({ refund: z.string() }), (state, args, context) => {
    const refund = refundInStatus(state, args.refund, ['pending']);
    refund.status = 'succeeded';
    delete refund.pending_reason;
    emitEvent(unpromptedScene(state, context), 'refund.updated', refund);
  }),

  /** The bank sent the money back: it is with the merchant again. */
  refund_failed: fact(
    z.strictObject({ refund: z.string(), failure_reason: z.string().default('expired_or_canceled_card') }),
    (state, args, context) => {
      const scene = unpromptedScene(state, context);
      const refund = refundInStatus(state, args.refund, ['pending', 'succeeded']);
      const charge = state.charges.get(typeof refund.charge === 'string' ? refund.charge : '');
      refund.status = 'failed';
      refund.failure_reason = args.failure_reason;
      refund.failure_balance_transaction = context.ids.next('txn_', 24);
      delete refund.pending_reason;
      if (charge !== undefined) {
        charge.amount_refunded -= refund.amount;
        charge.refunded = false;
      }
      emitEvent(scene, 'refund.updated', refund);
      emitEvent(scene, 'refund.failed', refund);
    },
  ),

  /** Search finds a payment intent only that long after its creation, as the real one does. */
  search_delay: fact(z.strictObject({ ms: z.number().min(0) }), (state, args) => {
    state.searchDelayMs = args.ms;
  }),
};

const finish = (
  scene: Scene,
  intent: Stripe.PaymentIntent,
  verdict: 'approve' | Parameters<typeof decline>[3],
): void => {
  const usable = useCard(scene, typeof intent.payment_method === 'string' ? intent.payment_method : '');
  if (verdict === 'approve') approve(scene, intent, usable);
  else decline(scene, intent, usable, verdict);
};

const intentInStatus = (
  { state }: Scene,
  id: string,
  status: Stripe.PaymentIntent.Status,
): Stripe.PaymentIntent => {
  const intent = state.paymentIntents.get(id);
  if (intent === undefined) throw new ControlError(`Stripe has no payment intent '${id}'.`);
  if (intent.status === status) return intent;
  throw new ControlError(`Payment intent '${id}' is ${intent.status}; this fact needs it to be ${status}.`);
};

const refundInStatus = (state: StripeState, id: string, statuses: readonly string[]): Stripe.Refund => {
  const refund = state.refunds.get(id);
  if (refund === undefined) throw new ControlError(`Stripe has no refund '${id}'.`);
  if (statuses.includes(refund.status ?? '')) return refund;
  throw new ControlError(
    `Refund '${id}' is ${refund.status}; this fact needs it to be ${statuses.join(' or ')}.`,
  );
};
