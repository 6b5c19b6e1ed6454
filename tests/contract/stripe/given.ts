import type Stripe from 'stripe';

/** Parameters of a payment that is held and can be captured in parts. */
export const heldPayment = (
  changes: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams => ({
  amount: 10_000,
  currency: 'eur',
  capture_method: 'manual',
  confirm: true,
  payment_method: 'pm_card_visa',
  allowed_payment_method_types: ['card'],
  payment_method_options: { card: { request_multicapture: 'if_available' } },
  ...changes,
});

/** Parameters of a payment that is taken at once. */
export const takenPayment = (
  changes: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams => ({
  amount: 10_000,
  currency: 'eur',
  confirm: true,
  payment_method: 'pm_card_visa',
  allowed_payment_method_types: ['card'],
  ...changes,
});

/** The id of an intent's charge, which the SDK types as an id or an expanded object. */
export const chargeOf = ({ latest_charge: charge }: Stripe.PaymentIntent): string =>
  typeof charge === 'string' ? charge : (charge?.id ?? 'none');
