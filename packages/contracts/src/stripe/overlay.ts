import type { OverlayEntry } from '../derive/overlay.ts';
import { id, text } from '../formats.ts';
import { orNull, refTo } from '../schema.ts';
import { declineCodes } from './decline-codes.ts';

/** Unix times in whole seconds: milliseconds have three digits more. */
const seconds = { minimum: 1_000_000_000, maximum: 9_999_999_999 };

export const stripeOverlay: readonly OverlayEntry[] = [
  { at: ['PaymentIntent.id'], and: id('pi_'), source: 'docs.stripe.com/api/payment_intents/object' },
  {
    at: ['PaymentIntent.client_secret'],
    and: { pattern: '^pi_\\w+_secret_' },
    source: 'docs.stripe.com/api/payment_intents/object#payment_intent_object-client_secret',
  },
  { at: ['Charge.id'], and: id('ch_'), source: 'docs.stripe.com/api/charges/object' },
  { at: ['Refund.id'], and: id('re_'), source: 'docs.stripe.com/api/refunds/object' },
  {
    at: ['PaymentIntent.currency', 'Charge.currency', 'Refund.currency'],
    and: text.lowerCurrency,
    source: 'docs.stripe.com/currencies: three-letter ISO code, in lowercase',
  },
  {
    at: ['*.created', 'PaymentIntent.canceled_at'],
    and: seconds,
    source: 'docs.stripe.com/api/payment_intents/object: measured in seconds since the Unix epoch',
  },
  {
    at: [
      'PaymentIntent.amount',
      'PaymentIntent.amount_capturable',
      'PaymentIntent.amount_received',
      'Charge.amount',
      'Charge.amount_captured',
      'Charge.amount_refunded',
      'Refund.amount',
    ],
    and: { minimum: 0, maximum: 999_999_999_999 },
    source: 'docs.stripe.com/api/payment_intents/object#payment_intent_object-amount',
  },
  {
    at: ['PaymentIntent.amount_details', 'PaymentIntent.transfer_data', 'PaymentIntent.AmountDetails.tip'],
    required: true,
    source: 'docs.stripe.com/api/payment_intents/object, example: there, though empty',
  },
  {
    at: ['Refund.destination_details'],
    required: true,
    source: 'docs.stripe.com/api/refunds/object, example',
  },
  {
    at: ['PaymentIntent.payment_method_types[]'],
    is: refTo('PaymentMethodType'),
    source: 'docs.stripe.com/api/payment_methods/object#payment_method_object-type',
  },
  {
    at: ['Refund.status'],
    is: orNull({ enum: ['canceled', 'failed', 'pending', 'requires_action', 'succeeded'], openEnum: true }),
    source: 'docs.stripe.com/api/refunds/object#refund_object-status',
  },
  {
    at: ['PaymentIntent.LastPaymentError.decline_code'],
    is: { enum: declineCodes, openEnum: true },
    source: 'docs.stripe.com/declines/codes',
  },
  {
    at: ['PaymentIntent.LastPaymentError.message'],
    required: true,
    source: 'docs.stripe.com/api/errors: every error of an answer has a message',
  },
];
