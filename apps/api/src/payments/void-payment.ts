import { z } from 'zod';
import { inTransaction } from '../db/transaction.ts';
import { isGatewayError } from '../gateways/gateway-error.ts';
import { defineOperation } from '../http/operation.ts';
import { beginVoid } from './begin-void.ts';
import { paymentHeaders, paymentReply } from './payment-reply.ts';
import { paymentParams, paymentSchema } from './payment-schema.ts';
import { settleVoid } from './settle-void.ts';
import { visiblePayment } from './visible-payment.ts';

export const voidPayment = defineOperation({
  id: 'voidPayment',
  method: 'post',
  path: '/v1/payments/{paymentId}/void',
  summary: 'Let go of a hold, or of a payment that waits for its customer',
  description:
    'The order can then be paid anew. The hold of a confirmed order is released by cancelling the order. ' +
    '202: the payment service did not answer; the hold will be released, and nothing is captured meanwhile.',
  tag: 'payments',
  scope: 'payments:capture',
  params: paymentParams,
  body: z.strictObject({}).meta({ id: 'NewVoid' }),
  responses: {
    200: { description: 'The hold is released', schema: paymentSchema, headers: paymentHeaders },
    202: { description: 'The hold will be released', schema: paymentSchema, headers: paymentHeaders },
  },
  problems: ['payment-not-found', 'invalid-state-transition'],
  async handle({ params: { paymentId } }, context) {
    await visiblePayment(context.db, context.principal, paymentId);
    await inTransaction(context.db, (trx) => beginVoid(trx, context, paymentId));
    await settleVoid(context, paymentId).catch((error: unknown) => {
      // The promise to void is committed: the sweeper keeps it.
      if (!isGatewayError(error)) throw error;
    });
    return context.commit(async (trx) => {
      const payment = await visiblePayment(trx, context.principal, paymentId);
      return paymentReply(trx, payment.voiding_since === null ? 200 : 202, payment);
    });
  },
});
