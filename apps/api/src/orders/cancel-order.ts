import { z } from 'zod';
import { isGatewayError } from '../gateways/gateway-error.ts';
import { defineOperation, type RequestContext } from '../http/operation.ts';
import { settleVoid } from '../payments/settle-void.ts';
import { cancelAndRelease } from './cancel-and-release.ts';
import { lockVisibleOrder } from './lock-visible-order.ts';
import { orderReply } from './order-body.ts';
import { orderParams, orderResponse } from './order-schema.ts';

export const cancelOrder = defineOperation({
  id: 'cancelOrder',
  method: 'post',
  path: '/v1/orders/{orderId}/cancel',
  summary: 'Cancel an order',
  description:
    'Until it is fulfilled, and while nothing of its payment was captured. The items and the coupon can be ' +
    'used by others at once; the hold on the card is released.',
  tag: 'orders',
  scope: 'orders:write',
  params: orderParams,
  body: z.strictObject({}),
  responses: { 200: orderResponse },
  problems: ['order-not-found', 'invalid-state-transition'],
  async handle({ params: { orderId } }, context) {
    let voidingId: string | null = null;
    const reply = await context.commit(async (trx) => {
      const order = await lockVisibleOrder(trx, context.principal, orderId);
      const reason = context.principal.kind;
      const cancelled = await cancelAndRelease(trx, context, order, reason);
      voidingId = cancelled.voiding?.id ?? null;
      return { status: 200 as const, ...(await orderReply(trx, cancelled.order)) };
    });
    if (voidingId !== null) await releaseHold(context, voidingId);
    return reply;
  },
});

/** Tried once, so that the customer usually has the money back at once; else the sweeper does it. */
async function releaseHold(context: RequestContext, paymentId: string): Promise<void> {
  try {
    await settleVoid(context, paymentId);
  } catch (error) {
    if (!isGatewayError(error)) throw error;
    context.logger.warn({ err: error, paymentId }, 'hold not released yet; the sweeper will try again');
  }
}
