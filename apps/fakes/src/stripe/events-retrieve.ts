import { noSuch } from './errors.ts';
import { answer } from './expand.ts';
import { parametersOf } from './parameters.ts';
import type { StripeOperation } from './stripe-operation.ts';

export const retrieveEvent: StripeOperation = {
  id: 'stripe.events.retrieve',
  method: 'GET',
  path: '/v1/events/:event',
  handle: (state, request) => {
    const parameters = parametersOf(request, []);
    const id = request.params['event'] ?? '';
    const event = state.events.get(id);
    if (event === undefined) throw noSuch('event', id, 'id');
    return answer(state, parameters, event);
  },
};
