import { answer } from './expand.ts';
import { pageOf, pageParameters } from './pages.ts';
import { parametersOf, textOf } from './parameters.ts';
import type { StripeOperation } from './stripe-operation.ts';

export const listPaymentIntents: StripeOperation = {
  id: 'stripe.payment_intents.list',
  method: 'GET',
  path: '/v1/payment_intents',
  handle: (state, request) => {
    const parameters = parametersOf(request, [...pageParameters, 'customer']);
    const customer = textOf(parameters, 'customer');
    const page = pageOf(
      '/v1/payment_intents',
      'payment_intent',
      state.paymentIntents.values(),
      parameters,
      (intent) => customer === undefined || intent.customer === customer,
    );
    return answer(state, parameters, page);
  },
};
