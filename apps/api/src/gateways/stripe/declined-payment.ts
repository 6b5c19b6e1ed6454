import { Stripe } from 'stripe';
import { CallFailure } from '../call-failure.ts';
import { parseAnswer } from '../parse-answer.ts';
import { paymentIntentSchema, type PaymentIntent } from './payment-intent.ts';

/**
 * The PaymentIntent that comes inside a decline (402 with a `card_error`). Its own
 * `last_payment_error` may lag behind, so the error that declined takes its place. Anything else is
 * thrown on.
 */
export function declinedPayment(failure: unknown): PaymentIntent {
  const error = failure instanceof CallFailure ? failure.answer : undefined;
  if (!(error instanceof Stripe.errors.StripeCardError) || error.rawType !== 'card_error') throw failure;
  const intent = parseAnswer(paymentIntentSchema, error.payment_intent);
  return {
    ...intent,
    status: 'requires_payment_method',
    last_payment_error: { code: error.code, decline_code: error.decline_code },
  };
}
