import type { Currency } from '@topheavy/domain';
import { z } from 'zod';
import type { CaptureRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import { positiveMoneySchema } from '../http/money-schema.ts';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { beginCapture } from './begin-capture.ts';
import { callCapture } from './call-capture.ts';
import { captureBody } from './capture-body.ts';
import { failCapture } from './fail-capture.ts';
import { paymentUrl } from './payment-reply.ts';
import { captureSchema, paymentParams } from './payment-schema.ts';
import { recordCaptureOutcome } from './record-capture-outcome.ts';
import { visiblePayment } from './visible-payment.ts';

const headers = { Location: 'URL of the payment' };

export const capturePayment = defineOperation({
  id: 'capturePayment',
  method: 'post',
  path: '/v1/payments/{paymentId}/captures',
  summary: 'Take a part of the hold, or all of it',
  description:
    'final lets go of what is left; taking the whole rest is final by itself. 202: the payment service ' +
    'did not answer in time; read the payment to see how it ended.',
  tag: 'payments',
  scope: 'payments:capture',
  params: paymentParams,
  body: z
    .strictObject({ amount: positiveMoneySchema, final: z.boolean().default(false) })
    .meta({ id: 'NewCapture' }),
  responses: {
    201: { description: 'The amount was taken', schema: captureSchema, headers },
    202: { description: 'Not decided yet; the amount is set aside', schema: captureSchema, headers },
  },
  problems: [
    'payment-not-found',
    'invalid-state-transition',
    'currency-mismatch',
    'capture-exceeds-authorization',
    'payment-rejected',
    'dependency-unavailable',
  ],
  async handle({ params: { paymentId }, body }, context) {
    const { currency } = await visiblePayment(context.db, context.principal, paymentId);
    const begun = await inTransaction(context.db, (trx) => beginCapture(trx, context, paymentId, body));
    if (begun.attempt === 'none') {
      return context.commit(async () => captureReply(begun.capture, currency));
    }
    const outcome = await callCapture(context, begun);
    if (outcome.kind === 'unavailable') {
      await inTransaction(context.db, (trx) => failCapture(trx, context, begun.capture));
      throw outcome.error;
    }
    return context.commit(async (trx) =>
      captureReply(await recordCaptureOutcome(trx, context, begun.capture, outcome), currency),
    );
  },
});

function captureReply(capture: CaptureRow, currency: Currency) {
  if (capture.status === 'failed') {
    return {
      problem: problem('payment-rejected', {
        detail:
          'The payment service did not take this capture. Where a card allows only one, make it with final: true.',
        extra: { captureId: capture.id },
      }),
    };
  }
  return {
    status: capture.status === 'succeeded' ? (201 as const) : (202 as const),
    body: { ...captureBody(capture, currency), paymentId: capture.payment_id },
    headers: { Location: paymentUrl(capture.payment_id) },
  };
}
