import type Stripe from 'stripe';
import type { Reply } from '../core/operation.ts';
import { createCharge } from './charge.ts';
import { errorReply } from './errors.ts';
import { emitEvent } from './events.ts';
import { paymentMethodObject, useCard, type UsableCard } from './payment-method.ts';
import type { Scene } from './scene.ts';
import type { Decline } from './test-cards.ts';

export type Confirmation = {
  paymentMethod: string;
  returnUrl: string | undefined;
  /** Nobody is there to authenticate: a challenge becomes a decline. */
  mayNotAskCustomer: boolean;
};

const authenticationRequired: Decline = {
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};

/** Tries to pay. Undefined when the intent has moved on; a decline is answered with status 402. */
export const confirm = (
  scene: Scene,
  intent: Stripe.PaymentIntent,
  confirmation: Confirmation,
): Reply | undefined => {
  const usable = useCard(scene, confirmation.paymentMethod);
  const { outcome } = usable.card;
  intent.payment_method = usable.id;
  intent.last_payment_error = null;
  if (outcome === 'challenge' && confirmation.mayNotAskCustomer) {
    return decline(scene, intent, usable, authenticationRequired);
  }
  if (outcome === 'challenge') {
    askCustomer(scene, intent, confirmation.returnUrl);
    return undefined;
  }
  if (outcome !== 'approve') return decline(scene, intent, usable, outcome);
  if (scene.state.slowConfirmations > 0) {
    scene.state.slowConfirmations -= 1;
    intent.status = 'processing';
    intent.processing = { type: 'card', card: {} };
    emitEvent(scene, 'payment_intent.processing', intent);
    return undefined;
  }
  approve(scene, intent, usable);
  return undefined;
};

/** Holds the amount (capture_method manual) or takes it at once. */
export const approve = (scene: Scene, intent: Stripe.PaymentIntent, usable: UsableCard): void => {
  const charge = createCharge(scene, intent, usable);
  intent.latest_charge = charge.id;
  intent.next_action = null;
  intent.processing = null;
  emitEvent(scene, 'charge.succeeded', charge);
  if (intent.capture_method === 'manual') {
    intent.status = 'requires_capture';
    intent.amount_capturable = intent.amount;
    emitEvent(scene, 'payment_intent.amount_capturable_updated', intent);
  } else {
    intent.status = 'succeeded';
    intent.amount_received = intent.amount;
    emitEvent(scene, 'payment_intent.succeeded', intent);
  }
};

/** Records the failed attempt; the intent can be tried again with another payment method. */
export const decline = (
  scene: Scene,
  intent: Stripe.PaymentIntent,
  usable: UsableCard,
  reason: Decline,
): Reply => {
  const charge = createCharge(scene, intent, usable, reason);
  const method = paymentMethodObject(scene, usable);
  intent.status = 'requires_payment_method';
  intent.payment_method = null;
  intent.latest_charge = charge.id;
  intent.next_action = null;
  intent.processing = null;
  intent.last_payment_error = { type: 'card_error', charge: charge.id, ...reason, payment_method: method };
  emitEvent(scene, 'charge.failed', charge);
  emitEvent(scene, 'payment_intent.payment_failed', intent);
  return errorReply(402, {
    type: 'card_error',
    charge: charge.id,
    ...reason,
    payment_intent: structuredClone(intent),
    payment_method: method,
  });
};

const askCustomer = (scene: Scene, intent: Stripe.PaymentIntent, returnUrl: string | undefined): void => {
  intent.status = 'requires_action';
  intent.next_action =
    returnUrl === undefined
      ? { type: 'use_stripe_sdk', use_stripe_sdk: {} }
      : {
          type: 'redirect_to_url',
          redirect_to_url: {
            return_url: returnUrl,
            url: `https://hooks.stripe.com/3d_secure_2/hosted?payment_intent=${intent.id}`,
          },
        };
  emitEvent(scene, 'payment_intent.requires_action', intent);
};
