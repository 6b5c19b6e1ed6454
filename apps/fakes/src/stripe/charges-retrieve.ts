import { noSuch } from './errors.ts';
import { answer } from './expand.ts';
import { parametersOf } from './parameters.ts';
import type { StripeOperation } from './stripe-operation.ts';

export const retrieveCharge: StripeOperation = {
  id: 'stripe.charges.retrieve',
  method: 'GET',
  path: '/v1/charges/:charge',
  handle: (state, request) => {
    const parameters = parametersOf(request, []);
    const id = request.params['charge'] ?? '';
    const charge = state.charges.get(id);
    if (charge === undefined) throw noSuch('charge', id, 'id');
    return answer(state, parameters, charge);
  },
};
