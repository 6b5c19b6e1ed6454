import type Stripe from 'stripe';
import { noSuch } from './errors.ts';
import { nowInSeconds, type Scene } from './scene.ts';
import { findTestCard, type TestCard } from './test-cards.ts';

export type UsableCard = { id: string; card: TestCard };

/** The card behind a payment method; a test token becomes a payment method of its own on first use. */
export const useCard = ({ state, context }: Scene, paymentMethod: string): UsableCard => {
  const token = state.cards.get(paymentMethod) ?? paymentMethod;
  const card = findTestCard(token);
  if (card === undefined) throw noSuch('PaymentMethod', paymentMethod, 'payment_method', 400);
  if (state.cards.has(paymentMethod)) return { id: paymentMethod, card };
  const id = context.ids.next('pm_', 24);
  state.cards.set(id, token);
  return { id, card };
};

/** Refuses an unknown payment method without making one. */
export const checkPaymentMethod = ({ state }: Scene, paymentMethod: string): void => {
  if (findTestCard(state.cards.get(paymentMethod) ?? paymentMethod) === undefined) {
    throw noSuch('PaymentMethod', paymentMethod, 'payment_method', 400);
  }
};

export const emptyBillingDetails = (): Stripe.PaymentMethod.BillingDetails => ({
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
});

/** Test cards never expire in a test: always in the fourth year from now. */
export const expiryOf = (scene: Pick<Scene, 'context'>): { exp_month: number; exp_year: number } => ({
  exp_month: 12,
  exp_year: new Date(scene.context.clock.now()).getUTCFullYear() + 3,
});

export const paymentMethodObject = (scene: Scene, { id, card }: UsableCard): Stripe.PaymentMethod => ({
  id,
  object: 'payment_method',
  allow_redisplay: 'unspecified',
  billing_details: emptyBillingDetails(),
  card: {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: null },
    country: 'US',
    display_brand: card.brand,
    ...expiryOf(scene),
    fingerprint: `fingerprint${card.last4}`,
    funding: 'credit',
    generated_from: null,
    last4: card.last4,
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  },
  created: nowInSeconds(scene),
  customer: null,
  customer_account: null,
  livemode: false,
  metadata: {},
  type: 'card',
});
