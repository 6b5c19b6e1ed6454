import { describeOperations } from '../operation.ts';

const intents = '/v1/payment_intents';

const intent = { 'path.intent': 'id' };

/** docs.stripe.com/api/payment_intents/create and update: parameters of the same name as the member they set. */
const settings = Object.fromEntries(
  ['amount', 'currency', 'capture_method', 'description', 'receipt_email', 'statement_descriptor_suffix'].map(
    (name) => [`parameters.${name}`, name],
  ),
);

/** Statuses: docs.stripe.com/api/errors, "HTTP status code summary". */
export const stripeOperations = describeOperations(
  'stripe',
  { schema: 'Failure', statuses: [400, 401, 402, 403, 404, 409, 424, 429, 500, 502, 503, 504] },
  [
    {
      id: 'stripe.payment_intents.create',
      method: 'POST',
      path: intents,
      request: { in: 'form', schema: 'PaymentIntentCreate' },
      success: { 200: 'PaymentIntent' },
      repeats: { ...settings, 'parameters.confirmation_method': 'confirmation_method' },
    },
    {
      id: 'stripe.payment_intents.retrieve',
      method: 'GET',
      path: `${intents}/{intent}`,
      request: { in: 'query', schema: 'PaymentIntentRetrieve' },
      success: { 200: 'PaymentIntent' },
      repeats: intent,
    },
    {
      id: 'stripe.payment_intents.update',
      method: 'POST',
      path: `${intents}/{intent}`,
      request: { in: 'form', schema: 'PaymentIntentUpdate' },
      success: { 200: 'PaymentIntent' },
      repeats: { ...intent, ...settings },
    },
    {
      id: 'stripe.payment_intents.confirm',
      method: 'POST',
      path: `${intents}/{intent}/confirm`,
      request: { in: 'form', schema: 'PaymentIntentConfirm' },
      success: { 200: 'PaymentIntent' },
      repeats: intent,
    },
    {
      id: 'stripe.payment_intents.capture',
      method: 'POST',
      path: `${intents}/{intent}/capture`,
      request: { in: 'form', schema: 'PaymentIntentCapture' },
      success: { 200: 'PaymentIntent' },
      repeats: intent,
    },
    {
      id: 'stripe.payment_intents.cancel',
      method: 'POST',
      path: `${intents}/{intent}/cancel`,
      request: { in: 'form', schema: 'PaymentIntentCancel' },
      success: { 200: 'PaymentIntent' },
      repeats: intent,
    },
    {
      id: 'stripe.payment_intents.list',
      method: 'GET',
      path: intents,
      request: { in: 'query', schema: 'PaymentIntentListQuery' },
      success: { 200: 'PaymentIntentList' },
    },
    {
      id: 'stripe.payment_intents.search',
      method: 'GET',
      path: `${intents}/search`,
      request: { in: 'query', schema: 'PaymentIntentSearchQuery' },
      success: { 200: 'PaymentIntentSearchResult' },
    },
    {
      id: 'stripe.refunds.create',
      method: 'POST',
      path: '/v1/refunds',
      request: { in: 'form', schema: 'RefundCreate' },
      success: { 200: 'Refund' },
      repeats: {
        'parameters.amount': 'amount',
        'parameters.payment_intent': 'payment_intent',
        'parameters.charge': 'charge',
        'parameters.reason': 'reason',
      },
    },
    {
      id: 'stripe.refunds.retrieve',
      method: 'GET',
      path: '/v1/refunds/{refund}',
      request: { in: 'query', schema: 'RefundRetrieve' },
      success: { 200: 'Refund' },
      repeats: { 'path.refund': 'id' },
    },
    {
      id: 'stripe.refunds.list',
      method: 'GET',
      path: '/v1/refunds',
      request: { in: 'query', schema: 'RefundListQuery' },
      success: { 200: 'RefundList' },
      repeats: { 'parameters.payment_intent': 'data[].payment_intent', 'parameters.charge': 'data[].charge' },
    },
    {
      id: 'stripe.charges.retrieve',
      method: 'GET',
      path: '/v1/charges/{charge}',
      request: { in: 'query', schema: 'ChargeRetrieve' },
      success: { 200: 'Charge' },
      repeats: { 'path.charge': 'id' },
    },
    {
      id: 'stripe.events.retrieve',
      method: 'GET',
      path: '/v1/events/{id}',
      request: { in: 'query', schema: 'EventRetrieve' },
      success: { 200: 'Event' },
      repeats: { 'path.id': 'id' },
    },
    {
      id: 'stripe.events.list',
      method: 'GET',
      path: '/v1/events',
      request: { in: 'query', schema: 'EventListQuery' },
      success: { 200: 'EventList' },
      repeats: { 'parameters.type': 'data[].type' },
    },
  ],
);
