import type { Currency } from '@topheavy/domain';
import { z } from 'zod';
import type { RefundRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import { positiveMoneySchema } from '../http/money-schema.ts';
import { defineOperation } from '../http/operation.ts';
import { textSchema } from '../http/text-schema.ts';
import { problem } from '../problems/problem.ts';
import { beginRefund } from './begin-refund.ts';
import { callRefund } from './call-refund.ts';
import { failRefund } from './fail-refund.ts';
import { paymentUrl } from './payment-reply.ts';
import { paymentParams, refundSchema } from './payment-schema.ts';
import { recordRefundOutcome } from './record-refund-outcome.ts';
import { refundBody } from './refund-body.ts';
import { visiblePayment } from './visible-payment.ts';

const headers = { Location: 'URL of the payment' };

export const refundPayment = defineOperation({
  id: 'refundPayment',
  method: 'post',
  path: '/v1/payments/{paymentId}/refunds',
  summary: 'Give back a part of what was captured, or all of it',
  description:
    'All refunds together give back exactly the tax of what they refund. 202: the bank or the payment ' +
    'service has not decided; read the payment to see how it ended.',
  tag: 'payments',
  scope: 'payments:refund',
  params: paymentParams,
  body: z
    .strictObject({ amount: positiveMoneySchema, reason: textSchema(1, 200).optional() })
    .meta({ id: 'NewRefund' }),
  responses: {
    201: { description: 'The amount was given back', schema: refundSchema, headers },
    202: { description: 'Not decided yet; the amount is set aside', schema: refundSchema, headers },
  },
  problems: [
    'payment-not-found',
    'invalid-state-transition',
    'currency-mismatch',
    'refund-exceeds-capture',
    'payment-rejected',
    'dependency-unavailable',
  ],
  async handle({ params: { paymentId }, body }, context) {
    const { currency } = await visiblePayment(context.db, context.principal, paymentId);
    const begun = await inTransaction(context.db, (trx) => beginRefund(trx, context, paymentId, body));
    if (begun.attempt === 'none') {
      return context.commit(async () => refundReply(begun.refund, currency));
    }
    const outcome = await callRefund(context, begun);
    if (outcome.kind === 'unavailable') {
      await inTransaction(context.db, (trx) => failRefund(trx, context, begun.refund));
      throw outcome.error;
    }
    return context.commit(async (trx) =>
      refundReply(await recordRefundOutcome(trx, context, begun.refund, outcome), currency),
    );
  },
});

function refundReply(refund: RefundRow, currency: Currency) {
  if (refund.status === 'failed') {
    return {
      problem: problem('payment-rejected', {
        detail: 'The payment service or the bank did not take this refund. Nothing was given back.',
        extra: { refundId: refund.id },
      }),
    };
  }
  return {
    status: refund.status === 'succeeded' ? (201 as const) : (202 as const),
    body: { ...refundBody(refund, currency), paymentId: refund.payment_id },
    headers: { Location: paymentUrl(refund.payment_id) },
  };
}
