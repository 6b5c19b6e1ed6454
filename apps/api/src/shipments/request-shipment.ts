import { orderTransition } from '@topheavy/domain';
import { lockOrder, lockShipment } from '../db/locks.ts';
import type { OrderRow, ShipmentRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import { invalidOrderTransition } from '../orders/invalid-order-transition.ts';
import { problem } from '../problems/problem.ts';
import { appendShipmentEvent } from './append-shipment-event.ts';

type Request = {
  readonly orderId: string;
  readonly shipmentId: string;
  /** Null for a caller who sees the orders of all customers. */
  readonly customerId: string | null;
};

/**
 * Writes down that a label is about to be bought, before the carrier is asked: of two requests at once
 * only one gets to buy, and after a crash somebody knows what to look for. `resumed` means that an
 * earlier attempt at the same request had come this far and may have bought the label.
 */
export const requestShipment = (
  deps: Pick<Dependencies, 'db' | 'clock' | 'ids' | 'config'>,
  { orderId, shipmentId, customerId }: Request,
): Promise<{ shipment: ShipmentRow; resumed: boolean }> =>
  inTransaction(deps.db, async (trx) => {
    const order = await lockOrder(trx, orderId);
    if (order === undefined || (customerId !== null && order.customer_id !== customerId)) {
      throw problem('order-not-found', { detail: `There is no order ${orderId}.` });
    }
    const earlier = await lockShipment(trx, shipmentId);
    if (earlier !== undefined && earlier.status !== 'failed') return { shipment: earlier, resumed: true };
    if (orderTransition(order.status, 'fulfil') === undefined) {
      throw invalidOrderTransition(
        order.status,
        'fulfil',
        `Only a confirmed order is sent; this one is ${order.status}.`,
      );
    }
    const rival = await trx
      .selectFrom('shipments')
      .select('id')
      .where('order_id', '=', orderId)
      .where('status', '<>', 'failed')
      .executeTakeFirst();
    if (rival !== undefined) {
      throw invalidOrderTransition(
        order.status,
        'fulfil',
        `The label of shipment ${rival.id} is being bought for this order; read it to see how that ends.`,
      );
    }
    const row = newShipment(deps, shipmentId, order);
    const shipment = await trx
      .insertInto('shipments')
      .values({ ...row, created_at: row.updated_at })
      // The carrier could not be reached at the first attempt; this is the retry.
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((column) => ({
          status: row.status,
          settle_after: row.settle_after,
          updated_at: row.updated_at,
          version: column('shipments.version', '+', 1),
        })),
      )
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendShipmentEvent(trx, deps, 'shipment.requested', shipment);
    return { shipment, resumed: false };
  });

function newShipment({ clock, config }: Pick<Dependencies, 'clock' | 'config'>, id: string, order: OrderRow) {
  const now = clock.now();
  return {
    id,
    order_id: order.id,
    status: 'purchasing',
    carrier: order.shipping_carrier,
    service: order.shipping_service,
    quote_reference: order.shipping_quote_reference,
    rate_reference: order.shipping_rate_reference,
    settle_after: new Date(now.getTime() + config.settleAfterMs),
    updated_at: now,
  } as const;
}
