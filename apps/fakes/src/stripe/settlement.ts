import type Stripe from 'stripe';
import { currentCharge } from './charge.ts';
import { emitEvent } from './events.ts';
import { nowInSeconds, unpromptedScene, type Scene } from './scene.ts';
import type { StripeState } from './state.ts';
import type { Context } from '../core/operation.ts';

/** Takes `amount` of what is held. The last capture lets the rest go. */
export const capture = (
  scene: Scene,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  amount: number,
  isFinal: boolean,
): void => {
  intent.amount_received += amount;
  charge.amount_captured += amount;
  charge.captured = true;
  charge.balance_transaction ??= scene.context.ids.next('txn_', 24);
  if (amount > 0) emitEvent(scene, 'charge.captured', charge);
  if (isFinal) {
    intent.status = 'succeeded';
    intent.amount_capturable = 0;
    emitEvent(scene, 'payment_intent.succeeded', intent);
  } else {
    intent.amount_capturable -= amount;
    emitEvent(scene, 'payment_intent.amount_capturable_updated', intent);
  }
};

/** Ends an intent and gives back what is still held. */
export const cancel = (
  scene: Scene,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): void => {
  const charge = currentCharge(scene, intent);
  intent.status = 'canceled';
  intent.canceled_at = nowInSeconds(scene);
  intent.cancellation_reason = reason;
  intent.amount_capturable = 0;
  intent.next_action = null;
  intent.processing = null;
  if (charge !== undefined) {
    charge.amount_refunded += charge.amount - charge.amount_captured;
    charge.refunded = charge.amount_refunded === charge.amount;
    emitEvent(scene, reason === 'automatic' ? 'charge.expired' : 'charge.refunded', charge);
  }
  emitEvent(scene, 'payment_intent.canceled', intent);
};

/**
 * Authorisations end when their time is over: what nothing was captured of is cancelled, what something
 * was captured of has succeeded with that.
 */
export const expireAuthorisations = (state: StripeState, context: Context): void => {
  const scene = unpromptedScene(state, context);
  for (const intent of state.paymentIntents.values()) {
    if (intent.status !== 'requires_capture') continue;
    const charge = currentCharge(scene, intent);
    const captureBefore = charge?.payment_method_details?.card?.capture_before ?? Infinity;
    if (charge === undefined || nowInSeconds(scene) < captureBefore) continue;
    if (charge.amount_captured > 0) capture(scene, intent, charge, 0, true);
    else cancel(scene, intent, 'automatic');
  }
};
