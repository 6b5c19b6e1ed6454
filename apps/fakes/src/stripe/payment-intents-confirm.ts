import { confirm } from './confirmation.ts';
import { readAllowedTypes, readConfirmation } from './confirmation-parameters.ts';
import { unexpectedState } from './errors.ts';
import { answer } from './expand.ts';
import { intentOf } from './lookup.ts';
import { parametersOf, textOf } from './parameters.ts';
import { checkPaymentMethod } from './payment-method.ts';
import { sceneOf } from './scene.ts';
import type { StripeOperation } from './stripe-operation.ts';

const known = [
  'allowed_payment_method_types',
  'payment_method',
  'return_url',
  'off_session',
  'error_on_requires_action',
];

const confirmable = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

export const confirmPaymentIntent: StripeOperation = {
  id: 'stripe.payment_intents.confirm',
  method: 'POST',
  path: '/v1/payment_intents/:intent/confirm',
  handle: (state, request, context) => {
    const scene = sceneOf(state, request, context);
    const parameters = parametersOf(request, known);
    const intent = intentOf(scene, request);
    if (!confirmable.includes(intent.status)) throw unexpectedState(intent, 'confirmed', confirmable);
    const attached =
      typeof intent.payment_method === 'string' ? intent.payment_method : intent.payment_method?.id;
    const paymentMethod = textOf(parameters, 'payment_method') ?? attached;
    if (paymentMethod !== undefined) checkPaymentMethod(scene, paymentMethod);
    const allowed = readAllowedTypes(parameters) ?? intent.allowed_payment_method_types;
    const confirmation = readConfirmation(
      parameters,
      { ...intent, allowed_payment_method_types: allowed },
      paymentMethod,
    );
    intent.allowed_payment_method_types = allowed;
    return confirm(scene, intent, confirmation) ?? answer(state, parameters, intent);
  },
};
