import { z } from 'zod';
import { addressSchema } from '../carts/address.ts';
import { requireIfMatch } from '../http/etag.ts';
import { defineOperation } from '../http/operation.ts';
import { applyOrderChange } from './apply-order-change.ts';
import { findOrder } from './find-order.ts';
import { lockVisibleOrder } from './lock-visible-order.ts';
import { orderReply } from './order-body.ts';
import { orderFields, orderParams, orderResponse } from './order-schema.ts';
import { requireChangeable } from './require-changeable.ts';
import { requoteOrder } from './requote-order.ts';

const orderChangeSchema = z
  .strictObject({
    email: orderFields.email.optional(),
    deliveryNote: orderFields.deliveryNote.nullable().optional().meta({ description: 'null removes it' }),
    address: addressSchema.optional().meta({ description: 'In the same country' }),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change something')
  .meta({ id: 'OrderChange' });

export const updateOrder = defineOperation({
  id: 'updateOrder',
  method: 'patch',
  path: '/v1/orders/{orderId}',
  summary: 'Correct an order',
  description: 'Until it is fulfilled. What is not sent stays as it is, and so does the price.',
  tag: 'orders',
  scope: 'orders:write',
  params: orderParams,
  body: orderChangeSchema,
  ifMatch: true,
  responses: { 200: orderResponse },
  problems: [
    'order-not-found',
    'invalid-state-transition',
    'destination-not-supported',
    'dependency-unavailable',
  ],
  async handle(input, context) {
    const { orderId } = input.params;
    const { body } = input;
    const version = requireIfMatch(input.header('if-match'));
    const { db, principal } = context;
    const seen = await findOrder(db, principal, orderId);
    requireChangeable(seen, version, body.address);
    const quote = body.address && (await requoteOrder(context, seen, body.address));
    return context.commit(async (trx) => {
      requireChangeable(await lockVisibleOrder(trx, principal, orderId), version, body.address);
      const order = await applyOrderChange(trx, context, orderId, body, quote);
      return { status: 200 as const, ...(await orderReply(trx, order)) };
    });
  },
});
