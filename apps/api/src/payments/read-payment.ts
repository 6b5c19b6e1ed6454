import { defineOperation } from '../http/operation.ts';
import { etag } from '../http/etag.ts';
import { paymentBody } from './payment-body.ts';
import { paymentParams, paymentSchema } from './payment-schema.ts';
import { visiblePayment } from './visible-payment.ts';

export const readPayment = defineOperation({
  id: 'readPayment',
  method: 'get',
  path: '/v1/payments/{paymentId}',
  summary: 'Read a payment with its captures and refunds',
  tag: 'payments',
  scope: 'payments:read',
  params: paymentParams,
  responses: {
    200: { description: 'The payment', schema: paymentSchema, headers: { ETag: 'Version of the payment' } },
    304: { description: 'Not changed since the version in If-None-Match' },
  },
  problems: ['payment-not-found'],
  async handle({ params }, { db, principal }) {
    const payment = await visiblePayment(db, principal, params.paymentId);
    return {
      status: 200,
      body: await paymentBody(db, payment),
      headers: { ETag: etag(payment.version) },
    };
  },
});
