import type Stripe from 'stripe';

export type StripeState = {
  paymentIntents: Map<string, Stripe.PaymentIntent>;
  charges: Map<string, Stripe.Charge>;
  refunds: Map<string, Stripe.Refund>;
  events: Map<string, Stripe.Event>;
  /** Which test card a payment method stands for: `pm_card_visa` becomes a `pm_…` of its own when it is used. */
  cards: Map<string, string>;
  /** Payment intents whose refunds stay pending (fact 'pending_refund'). */
  slowRefunds: Set<string>;
  /** How many of the next confirmations stay processing (fact 'slow_confirmation'). */
  slowConfirmations: number;
  /** How long a new payment intent is not found by search yet (fact 'search_delay'). */
  searchDelayMs: number;
};

export const initialState = (): StripeState => ({
  paymentIntents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  events: new Map(),
  cards: new Map(),
  slowRefunds: new Set(),
  slowConfirmations: 0,
  searchDelayMs: 0,
});
