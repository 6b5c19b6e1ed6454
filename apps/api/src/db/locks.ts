import type { Transaction } from 'kysely';
import type { CartRow, Database, OrderRow, PaymentRow, ShipmentRow } from './schema.ts';

/**
 * The only place that takes row locks. Always in this order, so that two transactions never wait for
 * each other: cart, order, payment, shipment, coupon, stock by product id.
 *
 * NO KEY UPDATE, not UPDATE: the stronger lock would also block inserts of child rows through their
 * foreign keys.
 */
export const lockCart = (trx: Transaction<Database>, cartId: string): Promise<CartRow> =>
  trx.selectFrom('carts').selectAll().where('id', '=', cartId).forNoKeyUpdate().executeTakeFirstOrThrow();

export const lockOrder = (trx: Transaction<Database>, orderId: string): Promise<OrderRow | undefined> =>
  trx.selectFrom('orders').selectAll().where('id', '=', orderId).forNoKeyUpdate().executeTakeFirst();

export const lockPayment = (trx: Transaction<Database>, paymentId: string): Promise<PaymentRow | undefined> =>
  trx.selectFrom('payments').selectAll().where('id', '=', paymentId).forNoKeyUpdate().executeTakeFirst();

/** The payment of the order that is neither declined, voided nor failed; there is at most one. */
export const lockLivePayment = (
  trx: Transaction<Database>,
  orderId: string,
): Promise<PaymentRow | undefined> =>
  trx
    .selectFrom('payments')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('status', 'in', ['processing', 'requires_action', 'authorized', 'captured'])
    .forNoKeyUpdate()
    .executeTakeFirst();

export const lockShipment = (
  trx: Transaction<Database>,
  shipmentId: string,
): Promise<ShipmentRow | undefined> =>
  trx.selectFrom('shipments').selectAll().where('id', '=', shipmentId).forNoKeyUpdate().executeTakeFirst();

export const lockStock = (
  trx: Transaction<Database>,
  productIds: readonly string[],
): Promise<{ product_id: string; on_hand: number; reserved: number; synced_at: Date | null }[]> =>
  trx
    .selectFrom('stock')
    .select(['product_id', 'on_hand', 'reserved', 'synced_at'])
    .where('product_id', 'in', productIds)
    .orderBy('product_id')
    .forNoKeyUpdate()
    .execute();

/** An order that still waits for its money, unless somebody else is at it: then it is theirs. */
export const lockUnpaidOrder = (trx: Transaction<Database>, orderId: string): Promise<OrderRow | undefined> =>
  trx
    .selectFrom('orders')
    .selectAll()
    .where('id', '=', orderId)
    .where('status', '=', 'pending_payment')
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
