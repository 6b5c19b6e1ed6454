import { answer } from './expand.ts';
import { pageOf, pageParameters } from './pages.ts';
import { listOf, parametersOf, textOf } from './parameters.ts';
import type { StripeOperation } from './stripe-operation.ts';

export const listEvents: StripeOperation = {
  id: 'stripe.events.list',
  method: 'GET',
  path: '/v1/events',
  handle: (state, request) => {
    const parameters = parametersOf(request, [...pageParameters, 'type', 'types']);
    const type = textOf(parameters, 'type');
    const types = listOf(parameters, 'types');
    const page = pageOf(
      '/v1/events',
      'event',
      state.events.values(),
      parameters,
      (event) => (type === undefined || event.type === type) && (types?.includes(event.type) ?? true),
    );
    return answer(state, parameters, page);
  },
};
