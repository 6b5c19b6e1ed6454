import { answer } from './expand.ts';
import { intentOf } from './lookup.ts';
import { parametersOf } from './parameters.ts';
import { sceneOf } from './scene.ts';
import type { StripeOperation } from './stripe-operation.ts';

export const retrievePaymentIntent: StripeOperation = {
  id: 'stripe.payment_intents.retrieve',
  method: 'GET',
  path: '/v1/payment_intents/:intent',
  handle: (state, request, context) => {
    const parameters = parametersOf(request, ['client_secret']);
    return answer(state, parameters, intentOf(sceneOf(state, request, context), request));
  },
};
