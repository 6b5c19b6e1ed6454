import { parseStripeEvent } from '../gateways/stripe/parse-stripe-event.ts';
import { verifyStripeSignature } from '../gateways/stripe/verify-stripe-signature.ts';
import { definePublicOperation } from '../http/operation.ts';
import { receivePaymentEvent } from '../payments/receive-payment-event.ts';
import { receiveRefundEvent } from '../payments/receive-refund-event.ts';
import { problem } from '../problems/problem.ts';

export const receiveStripeEvent = definePublicOperation({
  id: 'receiveStripeEvent',
  method: 'post',
  path: '/v1/webhooks/stripe',
  summary: 'Receive an event of the payment service',
  description:
    'An event is a hint that something changed: the payment or refund is read from the service and brought ' +
    'up to date. Other events are accepted and left alone. An event counts once.',
  tag: 'webhooks',
  rawBody: true,
  responses: { 204: { description: 'Received: do not send it again' } },
  problems: ['webhook-signature-invalid', 'malformed-request', 'dependency-unavailable'],
  async handle({ rawBody, header }, context) {
    const signed = verifyStripeSignature({
      rawBody,
      header: header('stripe-signature'),
      secrets: context.config.stripeWebhookSecrets,
      nowMs: context.clock.now().getTime(),
    });
    if (!signed)
      throw problem('webhook-signature-invalid', {
        detail: 'Stripe-Signature is not that of this body, or not of these minutes.',
      });
    const event = parseStripeEvent(rawBody);
    if (event === null) throw problem('malformed-request', { detail: 'This is not an event of Stripe.' });
    if (event.objectType === 'payment_intent') await receivePaymentEvent(context, event);
    if (event.objectType === 'refund') await receiveRefundEvent(context, event);
    return { status: 204 };
  },
});
