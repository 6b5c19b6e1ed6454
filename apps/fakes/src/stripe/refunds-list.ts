import { answer } from './expand.ts';
import { pageOf, pageParameters } from './pages.ts';
import { parametersOf, textOf } from './parameters.ts';
import type { StripeOperation } from './stripe-operation.ts';

export const listRefunds: StripeOperation = {
  id: 'stripe.refunds.list',
  method: 'GET',
  path: '/v1/refunds',
  handle: (state, request) => {
    const parameters = parametersOf(request, [...pageParameters, 'charge', 'payment_intent']);
    const charge = textOf(parameters, 'charge');
    const intent = textOf(parameters, 'payment_intent');
    const page = pageOf(
      '/v1/refunds',
      'refund',
      state.refunds.values(),
      parameters,
      (refund) =>
        (charge === undefined || refund.charge === charge) &&
        (intent === undefined || refund.payment_intent === intent),
    );
    return answer(state, parameters, page);
  },
};
