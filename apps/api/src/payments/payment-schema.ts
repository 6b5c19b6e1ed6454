import { PAYMENT_STATUSES } from '@topheavy/domain';
import { z } from 'zod';
import { currencySchema, moneySchema } from '../http/money-schema.ts';
import { DECLINE_CODES } from '../gateways/payment-gateway.ts';

const effect = {
  id: z.uuid(),
  status: z
    .enum(['processing', 'succeeded', 'failed'])
    .meta({ description: 'processing: the payment service has not answered' }),
  amount: moneySchema,
  net: moneySchema.nullable().meta({ description: 'null until it succeeded' }),
  tax: moneySchema.nullable().meta({ description: 'null until it succeeded' }),
};
const capture = { ...effect, final: z.boolean(), createdAt: z.iso.datetime() };
const refund = { ...effect, reason: z.string().nullable(), createdAt: z.iso.datetime() };
const paymentId = z.uuid();

/** As the answer of its own call; within a payment they need no paymentId. */
export const captureSchema = z.strictObject({ ...capture, paymentId }).meta({ id: 'Capture' });
export const refundSchema = z.strictObject({ ...refund, paymentId }).meta({ id: 'Refund' });

export const paymentSchema = z
  .strictObject({
    id: z.uuid(),
    orderId: z.uuid(),
    status: z.enum(PAYMENT_STATUSES),
    currency: currencySchema,
    amount: moneySchema,
    authorized: moneySchema,
    captured: moneySchema,
    refunded: moneySchema,
    capturable: moneySchema.meta({ description: 'What a capture may take now' }),
    refundable: moneySchema.meta({ description: 'What a refund may give back now' }),
    declineCode: z
      .string()
      .nullable()
      .meta({ description: `Why the bank said no: ${DECLINE_CODES.join(', ')}` }),
    nextActionUrl: z
      .string()
      .nullable()
      .meta({ description: 'Where the customer authenticates, while requires_action' }),
    captures: z.array(z.strictObject(capture)),
    refunds: z.array(z.strictObject(refund)),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Payment' });

export const paymentParams = z.object({ paymentId: z.uuid() });
