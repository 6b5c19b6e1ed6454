import { unexpectedState } from './errors.ts';
import { answer } from './expand.ts';
import { intentOf } from './lookup.ts';
import { choiceOf, parametersOf } from './parameters.ts';
import { sceneOf } from './scene.ts';
import { cancel } from './settlement.ts';
import type { StripeOperation } from './stripe-operation.ts';

const cancelable = [
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
  'processing',
];

const reasons = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'];

export const cancelPaymentIntent: StripeOperation = {
  id: 'stripe.payment_intents.cancel',
  method: 'POST',
  path: '/v1/payment_intents/:intent/cancel',
  handle: (state, request, context) => {
    const scene = sceneOf(state, request, context);
    const parameters = parametersOf(request, ['cancellation_reason']);
    const reason = choiceOf(parameters, 'cancellation_reason', reasons) ?? null;
    const intent = intentOf(scene, request);
    if (!cancelable.includes(intent.status)) throw unexpectedState(intent, 'canceled', cancelable);
    cancel(scene, intent, reason);
    return answer(state, parameters, intent);
  },
};
