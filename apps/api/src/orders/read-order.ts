import { defineOperation } from '../http/operation.ts';
import { findOrder } from './find-order.ts';
import { orderReply } from './order-body.ts';
import { orderParams, orderResponse } from './order-schema.ts';

export const readOrder = defineOperation({
  id: 'readOrder',
  method: 'get',
  path: '/v1/orders/{orderId}',
  summary: 'Read an order',
  tag: 'orders',
  scope: 'orders:read',
  params: orderParams,
  responses: { 200: orderResponse, 304: { description: 'The order is as If-None-Match says' } },
  problems: ['order-not-found'],
  async handle({ params: { orderId } }, { db, principal }) {
    return { status: 200, ...(await orderReply(db, await findOrder(db, principal, orderId))) };
  },
});
