import type { ProviderContract } from '../provider-contract.ts';
import { stripeOperations } from './operations.ts';
import { stripeOverlay } from './overlay.ts';

const methodGroups = [
  String.raw`(PaymentIntent|PaymentIntent(Create|Confirm|Update)Params)\.PaymentMethodOptions`,
  String.raw`Charge\.PaymentMethodDetails`,
  String.raw`Refund\.DestinationDetails`,
  String.raw`PaymentIntent\.NextAction`,
];

const ofPaymentMethod = [
  'id',
  'object',
  'allow_redisplay',
  'billing_details',
  'card',
  'created',
  'customer',
  'customer_account',
  'livemode',
  'metadata',
  'type',
];

/**
 * The fake takes cards: what only other ways to pay have is half of Stripe's types. Each line ends where the
 * name does: what is inside a card is looked into.
 */
const notCards = new RegExp(
  [
    String.raw`^(${methodGroups.join('|')})\.(?!(card|type|redirect_to_url|use_stripe_sdk)$)[^.]+$`,
    String.raw`^PaymentIntent(Create|Confirm|Update)Params\.payment_method_data$`,
    String.raw`^PaymentIntent\.LastPaymentError\.(setup_intent|source)$`,
    String.raw`^Charge\.source$`,
    String.raw`^PaymentMethod\.(?!(${ofPaymentMethod.join('|')})$)[^.]+$`,
    String.raw`\.previous_attributes$`,
  ].join('|'),
);

export const stripe: ProviderContract = {
  name: 'stripe',
  operations: stripeOperations,
  event: 'Event',
  source: {
    kind: 'types',
    folder: import.meta.dirname,
    sdk: 'stripe',
    options: {
      numbers: 'integer',
      expanded: [
        'PaymentIntent.latest_charge',
        'Charge.payment_intent',
        'Refund.charge',
        'Refund.payment_intent',
      ],
      opaque: notCards,
    },
    overlay: stripeOverlay,
  },
};
