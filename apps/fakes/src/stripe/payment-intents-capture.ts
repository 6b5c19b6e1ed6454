import type Stripe from 'stripe';
import { checkAmount } from './amounts.ts';
import { currentCharge } from './charge.ts';
import { invalidRequest, unexpectedState } from './errors.ts';
import { answer } from './expand.ts';
import { intentOf } from './lookup.ts';
import { flagOf, integerOf, mergedMetadata, parametersOf } from './parameters.ts';
import { sceneOf } from './scene.ts';
import { capture } from './settlement.ts';
import type { StripeOperation } from './stripe-operation.ts';

export const capturePaymentIntent: StripeOperation = {
  id: 'stripe.payment_intents.capture',
  method: 'POST',
  path: '/v1/payment_intents/:intent/capture',
  handle: (state, request, context) => {
    const scene = sceneOf(state, request, context);
    const parameters = parametersOf(request, ['amount_to_capture', 'final_capture', 'metadata']);
    const requested = integerOf(parameters, 'amount_to_capture');
    const isFinal = flagOf(parameters, 'final_capture') ?? true;
    const intent = intentOf(scene, request);
    const charge = currentCharge(scene, intent);
    if (intent.status !== 'requires_capture' || charge === undefined) {
      throw unexpectedState(intent, 'captured', ['requires_capture']);
    }
    const amount = requested ?? intent.amount_capturable;
    checkCapture(intent, charge, amount, isFinal);

    intent.metadata = mergedMetadata(parameters, intent.metadata);
    // Nothing is left to hold once all of it is captured, whatever `final_capture` says.
    capture(scene, intent, charge, amount, isFinal || amount === intent.amount_capturable);
    return answer(state, parameters, intent);
  },
};

const checkCapture = (
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  amount: number,
  isFinal: boolean,
): void => {
  if (!isFinal && charge.payment_method_details?.card?.multicapture?.status !== 'available') {
    throw invalidRequest({
      message:
        'final_capture can only be false when multicapture is available for the PaymentIntent: confirm it with payment_method_options[card][request_multicapture]=if_available.',
      param: 'final_capture',
    });
  }
  // Zero takes nothing and, as the final capture, lets go of what earlier captures left.
  const releases = amount === 0 && isFinal && charge.amount_captured > 0;
  if (!releases) checkAmount(amount, intent.currency, 'amount_to_capture');
  if (amount > intent.amount_capturable) {
    throw invalidRequest({
      code: 'amount_too_large',
      message: `The amount to capture, ${amount}, is greater than the amount that can still be captured, ${intent.amount_capturable}.`,
      param: 'amount_to_capture',
      payment_intent: structuredClone(intent),
    });
  }
};
