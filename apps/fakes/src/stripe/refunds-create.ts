import type Stripe from 'stripe';
import { checkAmount } from './amounts.ts';
import { currentCharge } from './charge.ts';
import { invalidParameter, invalidRequest, noSuch } from './errors.ts';
import { emitEvent } from './events.ts';
import { answer } from './expand.ts';
import { choiceOf, integerOf, mergedMetadata, parametersOf, textOf, type Parameters } from './parameters.ts';
import { createRefund, refundableAmount } from './refund.ts';
import { sceneOf, type Scene } from './scene.ts';
import type { StripeOperation } from './stripe-operation.ts';

const known = ['amount', 'charge', 'metadata', 'payment_intent', 'reason'];

export const createRefundOperation: StripeOperation = {
  id: 'stripe.refunds.create',
  method: 'POST',
  path: '/v1/refunds',
  handle: (state, request, context) => {
    const scene = sceneOf(state, request, context);
    const parameters = parametersOf(request, known);
    const requested = integerOf(parameters, 'amount');
    const reason =
      choiceOf(parameters, 'reason', ['duplicate', 'fraudulent', 'requested_by_customer']) ?? null;
    const metadata = mergedMetadata(parameters);
    const charge = chargeToRefund(scene, parameters);
    const remaining = refundableAmount(scene, charge);
    if (remaining === 0) {
      throw invalidRequest({
        code: 'charge_already_refunded',
        message: `Charge ${charge.id} has already been refunded.`,
      });
    }
    const amount = checkAmount(requested ?? remaining, charge.currency, 'amount');
    if (amount > remaining) {
      throw invalidRequest({
        message: `Refund amount (${amount}) is greater than unrefunded amount on charge (${remaining})`,
        param: 'amount',
      });
    }

    const isSlow = typeof charge.payment_intent === 'string' && state.slowRefunds.has(charge.payment_intent);
    const refund = createRefund(
      scene,
      charge,
      { amount, metadata, reason },
      isSlow ? 'pending' : 'succeeded',
    );
    charge.amount_refunded += amount;
    charge.refunded = remaining === amount && charge.amount_refunded >= charge.amount_captured;
    emitEvent(scene, 'charge.refunded', charge);
    emitEvent(scene, 'refund.created', refund);
    return answer(state, parameters, refund);
  },
};

const chargeToRefund = (scene: Scene, parameters: Parameters): Stripe.Charge => {
  const chargeId = textOf(parameters, 'charge');
  const intentId = textOf(parameters, 'payment_intent');
  if (chargeId !== undefined) {
    const charge = scene.state.charges.get(chargeId);
    if (charge === undefined) throw noSuch('charge', chargeId, 'charge');
    if (charge.amount_captured > 0) return charge;
    throw invalidRequest({
      message: `Charge ${chargeId} has no captured amount to refund.`,
      param: 'charge',
    });
  }
  if (intentId === undefined) {
    throw invalidParameter(
      'payment_intent',
      'One of the following params should be provided for this request: payment_intent or charge.',
      'parameter_missing',
    );
  }
  const intent = scene.state.paymentIntents.get(intentId);
  if (intent === undefined) throw noSuch('payment_intent', intentId, 'payment_intent');
  const charge = currentCharge(scene, intent);
  if (charge !== undefined && charge.amount_captured > 0) return charge;
  throw invalidRequest({
    message: `This PaymentIntent (${intentId}) does not have a successful charge to refund.`,
    param: 'payment_intent',
  });
};
