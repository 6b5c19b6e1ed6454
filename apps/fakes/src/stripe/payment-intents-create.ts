import { checkChargeAmount, checkCurrency } from './amounts.ts';
import { confirm } from './confirmation.ts';
import { readAllowedTypes, readConfirmation } from './confirmation-parameters.ts';
import { invalidParameter } from './errors.ts';
import { emitEvent } from './events.ts';
import { answer } from './expand.ts';
import {
  choiceOf,
  flagOf,
  groupOf,
  integerOf,
  mergedMetadata,
  parametersOf,
  requiredTextOf,
  textOf,
  type Parameters,
} from './parameters.ts';
import { createIntent, type Wish } from './payment-intent.ts';
import { checkPaymentMethod } from './payment-method.ts';
import { sceneOf } from './scene.ts';
import type { StripeOperation } from './stripe-operation.ts';

const known = [
  'allowed_payment_method_types',
  'amount',
  'currency',
  'automatic_payment_methods',
  'capture_method',
  'confirm',
  'confirmation_method',
  'description',
  'error_on_requires_action',
  'metadata',
  'off_session',
  'payment_method',
  'payment_method_options',
  'receipt_email',
  'return_url',
  'statement_descriptor_suffix',
];

export const createPaymentIntent: StripeOperation = {
  id: 'stripe.payment_intents.create',
  method: 'POST',
  path: '/v1/payment_intents',
  handle: (state, request, context) => {
    const scene = sceneOf(state, request, context);
    const parameters = parametersOf(request, known);
    const wish = readWish(parameters);
    const paymentMethod = textOf(parameters, 'payment_method');
    if (paymentMethod !== undefined) checkPaymentMethod(scene, paymentMethod);
    const confirmation =
      flagOf(parameters, 'confirm') === true ? readConfirmation(parameters, wish, paymentMethod) : undefined;

    const intent = createIntent(scene, wish);
    emitEvent(scene, 'payment_intent.created', intent);
    if (confirmation !== undefined) {
      const declined = confirm(scene, intent, confirmation);
      if (declined !== undefined) return declined;
    } else if (paymentMethod !== undefined) {
      intent.payment_method = paymentMethod;
      intent.status = 'requires_confirmation';
    }
    return answer(state, parameters, intent);
  },
};

const readWish = (parameters: Parameters): Wish => {
  const amount = integerOf(parameters, 'amount');
  if (amount === undefined) {
    throw invalidParameter('amount', 'Missing required param: amount.', 'parameter_missing');
  }
  const currency = checkCurrency(requiredTextOf(parameters, 'currency'));
  const automatic = groupOf(parameters, 'automatic_payment_methods');
  const card = groupOf(groupOf(parameters, 'payment_method_options'), 'card');
  return {
    amount: checkChargeAmount(amount, currency),
    currency,
    capture_method:
      choiceOf(parameters, 'capture_method', ['automatic', 'automatic_async', 'manual']) ?? 'automatic_async',
    confirmation_method: choiceOf(parameters, 'confirmation_method', ['automatic', 'manual']) ?? 'automatic',
    metadata: mergedMetadata(parameters),
    description: textOf(parameters, 'description') ?? null,
    receipt_email: textOf(parameters, 'receipt_email') ?? null,
    statement_descriptor_suffix: textOf(parameters, 'statement_descriptor_suffix') ?? null,
    allowed_payment_method_types: readAllowedTypes(parameters) ?? null,
    payment_method_types: ['card'],
    automatic_payment_methods: {
      allow_redirects: choiceOf(automatic, 'allow_redirects', ['always', 'never']) ?? 'always',
      enabled: flagOf(automatic, 'enabled') ?? true,
    },
    requestMulticapture:
      choiceOf(card, 'request_multicapture', ['if_available', 'never']) === 'if_available'
        ? 'if_available'
        : undefined,
  };
};
