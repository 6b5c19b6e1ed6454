import { LIVE_PAYMENT_STATUSES, type PaymentStatus } from '@topheavy/domain';
import type { Kysely } from 'kysely';
import type { Database, OrderLineRow, OrderRow } from '../db/schema.ts';

/** An order with what is shown of it and kept in other tables. */
export type OrderView = {
  readonly order: OrderRow;
  readonly lines: readonly OrderLineRow[];
  readonly couponCode: string | null;
  readonly payment: { readonly id: string; readonly status: PaymentStatus } | null;
  readonly shipmentId: string | null;
};

/** Reads what belongs to `orders`, in as many queries for a page of them as for one. */
export async function loadOrders(db: Kysely<Database>, orders: readonly OrderRow[]): Promise<OrderView[]> {
  if (orders.length === 0) return [];
  const ids = orders.map((order) => order.id);
  const lines = Map.groupBy(
    await db.selectFrom('order_lines').selectAll().where('order_id', 'in', ids).orderBy('position').execute(),
    (line) => line.order_id,
  );
  const codes = await couponCodes(db, orders);
  const payments = await paymentsThatCount(db, ids);
  const shipments = await db
    .selectFrom('shipments')
    .select(['id', 'order_id'])
    .where('order_id', 'in', ids)
    .where('status', '<>', 'failed')
    .execute();
  const shipmentIds = new Map(shipments.map((shipment) => [shipment.order_id, shipment.id]));
  return orders.map((order) => ({
    order,
    lines: lines.get(order.id) ?? [],
    couponCode: codes.get(order.coupon_id) ?? null,
    payment: payments.get(order.id) ?? null,
    shipmentId: shipmentIds.get(order.id) ?? null,
  }));
}

async function couponCodes(
  db: Kysely<Database>,
  orders: readonly OrderRow[],
): Promise<Map<string | null, string>> {
  const ids = orders.flatMap((order) => order.coupon_id ?? []);
  if (ids.length === 0) return new Map();
  const coupons = await db.selectFrom('coupons').select(['id', 'code']).where('id', 'in', ids).execute();
  return new Map(coupons.map((coupon) => [coupon.id, coupon.code]));
}

/** Of each order the live payment, of which there is at most one, else the last that came to nothing. */
async function paymentsThatCount(
  db: Kysely<Database>,
  orderIds: readonly string[],
): Promise<Map<string, { id: string; status: PaymentStatus }>> {
  const isLive = ({ status }: { status: PaymentStatus }) =>
    (LIVE_PAYMENT_STATUSES as readonly PaymentStatus[]).includes(status);
  const payments = await db
    .selectFrom('payments')
    .select(['id', 'order_id', 'status'])
    .where('order_id', 'in', orderIds)
    .orderBy('id')
    .execute();
  const byRank = payments.toSorted((a, b) => Number(isLive(a)) - Number(isLive(b)));
  return new Map(byRank.map(({ order_id, id, status }) => [order_id, { id, status }]));
}
