import type Stripe from 'stripe';
import type { FakeRequest } from '../core/operation.ts';
import { noSuch } from './errors.ts';
import type { Scene } from './scene.ts';

/** The payment intent that the path names. */
export const intentOf = ({ state }: Scene, request: FakeRequest): Stripe.PaymentIntent => {
  const id = request.params['intent'] ?? '';
  const intent = state.paymentIntents.get(id);
  if (intent === undefined) throw noSuch('payment_intent', id, 'intent');
  return intent;
};
