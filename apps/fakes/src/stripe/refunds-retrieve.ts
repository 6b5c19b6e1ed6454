import { noSuch } from './errors.ts';
import { answer } from './expand.ts';
import { parametersOf } from './parameters.ts';
import type { StripeOperation } from './stripe-operation.ts';

export const retrieveRefund: StripeOperation = {
  id: 'stripe.refunds.retrieve',
  method: 'GET',
  path: '/v1/refunds/:refund',
  handle: (state, request) => {
    const parameters = parametersOf(request, []);
    const id = request.params['refund'] ?? '';
    const refund = state.refunds.get(id);
    if (refund === undefined) throw noSuch('refund', id, 'id');
    return answer(state, parameters, refund);
  },
};
