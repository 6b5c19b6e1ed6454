import type Stripe from 'stripe';
import { nowInSeconds, type Scene } from './scene.ts';

/** What a request may decide about a new payment intent. */
export type Wish = Pick<
  Stripe.PaymentIntent,
  | 'amount'
  | 'currency'
  | 'capture_method'
  | 'confirmation_method'
  | 'metadata'
  | 'description'
  | 'receipt_email'
  | 'statement_descriptor_suffix'
  | 'allowed_payment_method_types'
  | 'automatic_payment_methods'
  | 'payment_method_types'
> & { requestMulticapture: 'if_available' | undefined };

export const createIntent = (scene: Scene, { requestMulticapture, ...wish }: Wish): Stripe.PaymentIntent => {
  const id = scene.context.ids.next('pi_', 24);
  const intent = {
    id,
    object: 'payment_intent',
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    canceled_at: null,
    cancellation_reason: null,
    client_secret: `${id}_${scene.context.ids.next('secret_', 25)}`,
    created: nowInSeconds(scene),
    customer: null,
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        ...(requestMulticapture && { request_multicapture: requestMulticapture }),
        request_three_d_secure: 'automatic',
      },
    },
    payment_record: null,
    processing: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
    ...wish,
  } satisfies Stripe.PaymentIntent;
  scene.state.paymentIntents.set(id, intent);
  return intent;
};
