import { z } from 'zod';
import { inTransaction } from '../db/transaction.ts';
import { defineOperation } from '../http/operation.ts';
import { authorizationReply } from './authorization-reply.ts';
import { beginPayment } from './begin-payment.ts';
import { callAuthorize } from './call-authorize.ts';
import { failPayment } from './fail-payment.ts';
import { paymentHeaders } from './payment-reply.ts';
import { paymentSchema } from './payment-schema.ts';
import { recordAuthorization } from './record-authorization.ts';

export const authorizePayment = defineOperation({
  id: 'authorizePayment',
  method: 'post',
  path: '/v1/orders/{orderId}/payments',
  summary: "Hold the order's total on a card",
  description:
    'Confirms the order. 202: the customer has to authenticate at nextActionUrl, or the payment service ' +
    'did not answer in time; read the payment to see how it ended. Do not pay again.',
  tag: 'payments',
  scope: 'payments:authorize',
  params: z.object({ orderId: z.uuid() }),
  body: z
    .strictObject({ paymentMethod: z.string().regex(/^pm_\w{1,250}$/, 'must be a payment method, pm_…') })
    .meta({ id: 'NewPayment' }),
  responses: {
    201: { description: 'The amount is held', schema: paymentSchema, headers: paymentHeaders },
    202: { description: 'Not decided yet', schema: paymentSchema, headers: paymentHeaders },
  },
  problems: [
    'order-not-found',
    'invalid-state-transition',
    'payment-already-exists',
    'payment-declined',
    'payment-rejected',
    'dependency-unavailable',
  ],
  async handle({ params, body }, context) {
    const begun = await inTransaction(context.db, (trx) => beginPayment(trx, context, params.orderId));
    if (begun.attempt === 'none') {
      return context.commit(async (trx) => authorizationReply(trx, begun.payment));
    }
    const outcome = await callAuthorize(context, begun, body.paymentMethod);
    if (outcome.kind === 'unavailable') {
      await inTransaction(context.db, (trx) => failPayment(trx, context, begun.payment));
      throw outcome.error;
    }
    return context.commit(async (trx) =>
      authorizationReply(trx, await recordAuthorization(trx, context, begun.payment, outcome)),
    );
  },
});
