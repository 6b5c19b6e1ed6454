import type { Money } from '@topheavy/domain';
import type { Stripe } from 'stripe';
import { CallFailure } from '../call-failure.ts';
import { createCallPolicy } from '../create-call-policy.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { PaymentGateway } from '../payment-gateway.ts';
import type { GatewayDeps, ResilienceConfig } from '../call-policy.ts';
import { declinedPayment } from './declined-payment.ts';
import { findInPages } from './find-in-pages.ts';
import { paymentIntentSchema, providerPayment, type PaymentIntent } from './payment-intent.ts';
import { providerRefund, refundSchema } from './provider-refund.ts';
import { stripeAnswer, stripeClient } from './stripe-client.ts';
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts';

export type StripeConfig = {
  /** The origin: `https://api.stripe.com`, or a fake's. */
  readonly baseUrl: string;
  readonly secretKey: string;
  /** Where the bank sends the customer back to. Without it, Stripe names no URL to authenticate at. */
  readonly returnUrl?: string;
};

/** Our clock and Stripe's may disagree, and the call itself takes time: look this far around `createdAt`. */
const SEARCH_WINDOW_SECONDS = 15 * 60;

export function createStripeGateway(
  config: StripeConfig & ResilienceConfig,
  deps: GatewayDeps = {},
): PaymentGateway {
  const stripe = stripeClient(config);
  const call = createCallPolicy('payments', config, deps);

  const read = async (answer: Promise<Stripe.Response<object>>) =>
    parseAnswer(paymentIntentSchema, await stripeAnswer(answer));

  return {
    authorize: async ({ paymentId, orderId, amount, paymentMethod }) => {
      const params: Stripe.PaymentIntentCreateParams = {
        ...toStripeAmount(amount),
        confirm: true,
        capture_method: 'manual',
        payment_method: paymentMethod,
        payment_method_options: { card: { request_multicapture: 'if_available' } },
        metadata: { payment_id: paymentId, order_id: orderId },
        ...waysToPay(config.returnUrl),
      };
      return call({ operation: 'authorize', effect: 'keyed' }, async () => {
        const created = stripe.paymentIntents.create(params, { idempotencyKey: `authorize-${paymentId}` });
        const intent = await read(created).catch(declinedPayment);
        requireSameAmount(intent, amount);
        return providerPayment(intent);
      });
    },

    capture: async ({ captureId, reference, amount, final }) => {
      const params = { amount_to_capture: toStripeAmount(amount).amount, final_capture: final };
      return call({ operation: 'capture', effect: 'keyed' }, async () => {
        const options = { idempotencyKey: `capture-${captureId}` };
        const intent = await read(stripe.paymentIntents.capture(reference, params, options));
        // Earlier captures count too, so it can be more, but never less.
        if (intent.amount_received < params.amount_to_capture) {
          throw new CallFailure('unreadable', 'the answer is about a smaller amount than we asked for');
        }
        return providerPayment(intent);
      });
    },

    refund: async ({ refundId, reference, amount }) => {
      const params = {
        payment_intent: reference,
        amount: toStripeAmount(amount).amount,
        metadata: { refund_id: refundId },
      };
      return call({ operation: 'refund', effect: 'keyed' }, async () => {
        const created = stripe.refunds.create(params, { idempotencyKey: `refund-${refundId}` });
        const refund = parseAnswer(refundSchema, await stripeAnswer(created));
        requireSameAmount(refund, amount);
        return providerRefund(refund);
      });
    },

    void: async ({ paymentId, reference }) =>
      call({ operation: 'void', effect: 'keyed' }, async () => {
        const options = { idempotencyKey: `void-${paymentId}` };
        return providerPayment(await read(stripe.paymentIntents.cancel(reference, {}, options)));
      }),

    retrieve: async (reference) =>
      call({ operation: 'retrieve', effect: 'none' }, async () =>
        providerPayment(await read(stripe.paymentIntents.retrieve(reference))),
      ),

    findPayment: async ({ paymentId, createdAt }) => {
      const around = Math.floor(createdAt.getTime() / 1000);
      const created = { gte: around - SEARCH_WINDOW_SECONDS, lte: around + SEARCH_WINDOW_SECONDS };
      return call({ operation: 'find-payment', effect: 'none' }, async () => {
        const found = await findInPages(
          paymentIntentSchema,
          (intent) => intent.metadata['payment_id'] === paymentId,
          (cursor) => stripeAnswer(stripe.paymentIntents.list({ created, ...cursor })),
        );
        return found && providerPayment(found);
      });
    },

    findRefund: async ({ refundId, reference }) =>
      call({ operation: 'find-refund', effect: 'none' }, async () => {
        const found = await findInPages(
          refundSchema,
          (refund) => refund.metadata?.['refund_id'] === refundId,
          (cursor) => stripeAnswer(stripe.refunds.list({ payment_intent: reference, ...cursor })),
        );
        return found && providerRefund(found);
      }),
  };
}

/** A method that sends the customer elsewhere needs an address to send them back to. */
const waysToPay = (returnUrl: string | undefined) =>
  returnUrl === undefined
    ? ({ automatic_payment_methods: { enabled: true, allow_redirects: 'never' } } as const)
    : { automatic_payment_methods: { enabled: true }, return_url: returnUrl };

/** An answer about another amount than we asked for means that we no longer speak the same units. */
function requireSameAmount(answer: Pick<PaymentIntent, 'amount' | 'currency'>, asked: Money): void {
  const answered = fromStripeAmount(answer.amount, answer.currency);
  if (answered.amount !== asked.amount || answered.currency !== asked.currency) {
    throw new CallFailure('unreadable', 'the answer is about another amount than we asked for');
  }
}
