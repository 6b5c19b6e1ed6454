import type Stripe from 'stripe';

export type StripeState = {
  paymentIntents: Map<string, Stripe.PaymentIntent>;
  charges: Map<string, Stripe.Charge>;
  refunds: Map<string, Stripe.Refund>;
  events: Map<string, Stripe.Event>;
};

export const initialState = (): StripeState => ({
  paymentIntents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  events: new Map(),
});
