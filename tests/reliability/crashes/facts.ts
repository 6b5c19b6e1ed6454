import type { Shop } from '@topheavy/testbed';
import type { Order } from './operation.ts';

/** What came of an order: in the shop, at the bank, at the carrier, in the warehouse and in the mail. */
export async function facts(shop: Shop, scene: Order) {
  const id = scene.id === '' ? await onlyOrder(shop) : scene.id;
  if (id === undefined) return { status: 'none' };
  const order = { id };
  const { status, paymentStatus, captures, refunds } = await shop.read(order);
  const { onHand, reserved } = await shop.stockOf({ id: scene.productId });
  const { body: product } = await shop.readProduct(scene.productId);
  return {
    status,
    paymentStatus,
    captures: captures?.map((capture) => `${capture.amount} ${capture.status}`) ?? [],
    refunds: refunds?.map((refund) => `${refund.amount} ${refund.status}`) ?? [],
    bank: (await shop.atTheBank(order)).map((one) =>
      [one.status, 'captured', one.captured, ...one.refunds.map((amount) => `refund ${amount}`)].join(' '),
    ),
    books: await shop.books(order),
    stock: { onHand, reserved },
    warehouse: await shop.inTheWarehouse(product),
    sales: (await shop.salesReported()).length,
    labels: await shop.labelsBought(),
    parcel: await parcels(shop, id),
    mails: (await shop.mailsAbout(order)).map((subject) => subject.replace(` ${id}`, '')),
  };
}

async function onlyOrder(shop: Shop): Promise<string | undefined> {
  const orders = await shop.sql<{ id: string }>('SELECT id FROM orders');
  if (orders.length > 1) throw new Error(`One order was placed, and there are ${orders.length}.`);
  return orders[0]?.id;
}

/** How each parcel fared, last report first. */
async function parcels(shop: Shop, orderId: string): Promise<string[]> {
  const rows = await shop.sql<{ id: string }>(
    `SELECT id FROM shipments WHERE order_id = $1 AND status <> 'failed'`,
    [orderId],
  );
  const read = await Promise.all(rows.map((row) => shop.readShipment(row, { as: shop.backOffice })));
  return read.flatMap(({ body }) => body.updates.map(({ status }) => status));
}

/** What should have come to its end and has not. */
export async function stuck(shop: Shop): Promise<string[]> {
  const rows = await shop.sql<{ what: string }>(`
    SELECT 'payment ' || status AS what FROM payments WHERE status = 'processing' OR voiding_since IS NOT NULL
    UNION ALL SELECT 'capture ' || status FROM captures WHERE status = 'processing'
    UNION ALL SELECT 'refund ' || status FROM refunds WHERE status = 'processing'
    UNION ALL SELECT 'shipment ' || status FROM shipments WHERE status = 'purchasing'
    UNION ALL SELECT concat_ws(' ', 'event', type, last_error) FROM outbox WHERE published_at IS NULL`);
  return rows.map(({ what }) => what);
}

/** Requests that count as running although nobody runs them. */
export async function runningRequests(shop: Shop): Promise<number> {
  return (await shop.sql(`SELECT FROM idempotency_keys WHERE status = 'running'`)).length;
}
