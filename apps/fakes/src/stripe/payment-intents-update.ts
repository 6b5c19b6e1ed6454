import { checkChargeAmount } from './amounts.ts';
import { readAllowedTypes } from './confirmation-parameters.ts';
import { unexpectedState } from './errors.ts';
import { answer } from './expand.ts';
import { intentOf } from './lookup.ts';
import { integerOf, mergedMetadata, parametersOf, textOf } from './parameters.ts';
import { checkPaymentMethod } from './payment-method.ts';
import { sceneOf } from './scene.ts';
import type { StripeOperation } from './stripe-operation.ts';

const known = [
  'allowed_payment_method_types',
  'amount',
  'description',
  'metadata',
  'payment_method',
  'receipt_email',
];

const changeable = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

export const updatePaymentIntent: StripeOperation = {
  id: 'stripe.payment_intents.update',
  method: 'POST',
  path: '/v1/payment_intents/:intent',
  handle: (state, request, context) => {
    const scene = sceneOf(state, request, context);
    const parameters = parametersOf(request, known);
    const intent = intentOf(scene, request);
    const amount = integerOf(parameters, 'amount');
    const allowed = readAllowedTypes(parameters) ?? intent.allowed_payment_method_types;
    const paymentMethod = textOf(parameters, 'payment_method');
    const metadata = mergedMetadata(parameters, intent.metadata);
    const description = textOf(parameters, 'description') ?? intent.description;
    const receiptEmail = textOf(parameters, 'receipt_email') ?? intent.receipt_email;
    // What decides about the payment is fixed once it is authorised; the rest can change at any time.
    if ((amount ?? paymentMethod) !== undefined && !changeable.includes(intent.status)) {
      throw unexpectedState(intent, 'updated', changeable);
    }
    if (paymentMethod !== undefined) checkPaymentMethod(scene, paymentMethod);
    if (amount !== undefined) intent.amount = checkChargeAmount(amount, intent.currency);

    intent.allowed_payment_method_types = allowed;
    intent.metadata = metadata;
    intent.description = description;
    intent.receipt_email = receiptEmail;
    if (paymentMethod !== undefined) {
      intent.payment_method = paymentMethod;
      intent.status = 'requires_confirmation';
      intent.next_action = null;
    }
    intent.last_payment_error = null;
    return answer(state, parameters, intent);
  },
};
