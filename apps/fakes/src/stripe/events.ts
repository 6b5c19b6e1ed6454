import type Stripe from 'stripe';
import { apiVersion } from './api-version.ts';
import { nowInSeconds, type Scene } from './scene.ts';

type Objects = {
  'payment_intent.created': Stripe.PaymentIntent;
  'payment_intent.amount_capturable_updated': Stripe.PaymentIntent;
  'payment_intent.requires_action': Stripe.PaymentIntent;
  'payment_intent.processing': Stripe.PaymentIntent;
  'payment_intent.payment_failed': Stripe.PaymentIntent;
  'payment_intent.succeeded': Stripe.PaymentIntent;
  'payment_intent.canceled': Stripe.PaymentIntent;
  'charge.succeeded': Stripe.Charge;
  'charge.failed': Stripe.Charge;
  'charge.captured': Stripe.Charge;
  'charge.refunded': Stripe.Charge;
  'charge.expired': Stripe.Charge;
  'refund.created': Stripe.Refund;
  'refund.updated': Stripe.Refund;
  'refund.failed': Stripe.Refund;
};

/** Records an event with the object as it is now, and queues it for the webhook. */
export const emitEvent = <Type extends keyof Objects>(
  { state, context, cause }: Scene,
  type: Type,
  object: Objects[Type],
): void => {
  const event = {
    id: context.ids.next('evt_', 24),
    object: 'event',
    api_version: apiVersion,
    created: nowInSeconds({ context }),
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 1,
    request: { ...cause },
    type,
  } satisfies Stripe.EventBase;
  // The SDK types an event as a union over pairs of type and object; `Objects` keeps the pairs together.
  state.events.set(event.id, event as Stripe.Event);
  context.emit({ id: event.id, type, payload: event });
};
