import type Stripe from 'stripe';
import { emptyBillingDetails, expiryOf, type UsableCard } from './payment-method.ts';
import { nowInSeconds, type Scene } from './scene.ts';
import type { Decline } from './test-cards.ts';

/** How long an authorisation holds for an online card payment (docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
export const authorisationSeconds = 7 * 24 * 60 * 60;

/** The charge of one attempt to pay: authorised, captured at once, or declined. */
export const createCharge = (
  scene: Scene,
  intent: Stripe.PaymentIntent,
  usable: UsableCard,
  decline?: Decline,
): Stripe.Charge => {
  const paid = decline === undefined;
  const captured = paid && intent.capture_method !== 'manual';
  const charge = {
    id: scene.context.ids.next('ch_', 24),
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: captured ? scene.context.ids.next('txn_', 24) : null,
    billing_details: emptyBillingDetails(),
    calculated_statement_descriptor: 'TOPHEAVY',
    captured,
    created: nowInSeconds(scene),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(decline),
    paid,
    payment_intent: intent.id,
    payment_method: usable.id,
    payment_method_details: { type: 'card', card: cardDetails(scene, intent, usable, paid) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: paid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.Charge;
  scene.state.charges.set(charge.id, charge);
  return charge;
};

const outcomeOf = (decline: Decline | undefined): Stripe.Charge.Outcome => ({
  advice_code: decline === undefined ? null : 'try_again_later',
  network_advice_code: null,
  network_decline_code: null,
  network_status: decline === undefined ? 'approved_by_network' : 'declined_by_network',
  reason: decline === undefined ? null : (decline.decline_code ?? decline.code),
  risk_level: 'normal',
  risk_score: 20,
  seller_message:
    decline === undefined
      ? 'Payment complete.'
      : 'The bank did not return any further details with this decline.',
  type: decline === undefined ? 'authorized' : 'issuer_declined',
});

const cardDetails = (
  scene: Scene,
  intent: Stripe.PaymentIntent,
  { card }: UsableCard,
  paid: boolean,
): Stripe.Charge.PaymentMethodDetails.Card => {
  const held = paid && intent.capture_method === 'manual';
  const multicapture = held && intent.payment_method_options?.card?.request_multicapture === 'if_available';
  return {
    amount_authorized: paid ? intent.amount : null,
    authorization_code: null,
    brand: card.brand,
    ...(held && { capture_before: nowInSeconds(scene) + authorisationSeconds }),
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    electronic_commerce_indicator: null,
    ...expiryOf(scene),
    extended_authorization: { status: 'disabled' },
    fingerprint: `fingerprint${card.last4}`,
    funding: 'credit',
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: card.last4,
    mandate: null,
    multicapture: { status: multicapture ? 'available' : 'unavailable' },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
};

/** The charge that an intent holds or has taken money with; undefined before it was authorised. */
export const currentCharge = ({ state }: Scene, intent: Stripe.PaymentIntent): Stripe.Charge | undefined => {
  const { latest_charge: latest } = intent;
  const charge = state.charges.get(typeof latest === 'string' ? latest : (latest?.id ?? ''));
  return charge?.paid === true ? charge : undefined;
};
