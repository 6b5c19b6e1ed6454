import { accepted, expect, test } from '@topheavy/testbed';

/** An unpaid order keeps its items for 30 minutes. */
const DUE = { minutesLater: 31 };

test('an order that nobody paid in time is cancelled, and its items and coupon are free again', async ({
  shop,
}) => {
  const product = await shop.given.product({ onHand: 1 });
  const coupon = await shop.given.coupon({ usageLimit: 1 });
  const order = await shop.given.placedOrder({ items: [{ product, quantity: 1 }], coupon });

  expect(await shop.expireReservations(DUE)).toBe(1);

  expect(await shop.read(order)).toMatchObject({ status: 'cancelled', cancelReason: 'reservation_expired' });
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 0, available: 1 });
  expect(accepted(await shop.readCoupon(coupon)).timesUsed).toBe(0);
});

test('an order is not cancelled before its time, and never once it is paid', async ({ shop }) => {
  const [unpaid, paid] = [await shop.given.placedOrder(), await shop.given.authorisedOrder()];

  expect(await shop.expireReservations({ minutesLater: 29 })).toBe(0);
  expect(await shop.expireReservations(DUE)).toBe(1);

  expect(await shop.read(unpaid)).toMatchObject({ status: 'cancelled' });
  expect(await shop.read(paid)).toMatchObject({ status: 'confirmed' });
});

test('an order whose payment is under way waits for its outcome', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.loseAnswer('stripe.payment_intents.create');
  await shop.authorize(order);

  const cancelled = await shop.expireReservations(DUE);
  await shop.sweepPayments(DUE);

  expect(cancelled).toBe(0);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', paymentStatus: 'authorized' });
});

test('a customer who never answered the bank loses the items, and the bank is told', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  accepted(await shop.authorize(order, 'pm_card_authenticationRequired'));

  const cancelled = await shop.expireReservations(DUE);
  await shop.sweepPayments({ minutesLater: 60 });

  expect(cancelled).toBe(1);
  expect(await shop.read(order)).toMatchObject({ status: 'cancelled', paymentStatus: 'voided' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled' }]);
});

test('fifty orders that cannot be cancelled do not keep the next one from its turn', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 99 });
  const carts = await shop.given.carts(51, { items: [{ product, quantity: 1 }] });
  const orders: string[] = [];
  for (const cart of carts) orders.push(accepted(await shop.placeOrder(cart, '19.00 EUR')).id);
  const [last, ...sent] = orders;
  // As a repair by hand left them: with a parcel on its way, and first in the queue.
  await shop.sql(
    `WITH sent AS (
       INSERT INTO shipments (id, order_id, status, carrier, service, quote_reference, rate_reference, tracking_code,
                              cost_minor, settle_after, created_at, updated_at)
       SELECT gen_random_uuid(), id, 'in_transit', 'USPS', 'Priority', '', '', 'T', 0, now(), now(), now()
       FROM unnest($1::uuid[]) AS id RETURNING id),
     first AS (UPDATE orders SET expires_at = placed_at WHERE id = ANY ($1))
     INSERT INTO outbox (id, aggregate_type, aggregate_id, aggregate_version, type, payload, created_at, available_at)
     SELECT gen_random_uuid(), 'shipment', id, 1, 'shipment.tracked',
            jsonb_build_object('shipmentId', id, 'status', 'in_transit'), now(), now() FROM sent`,
    [sent],
  );

  const cancelled = await shop.expireReservations(DUE);

  expect(cancelled).toBe(1);
  expect(await shop.read({ id: last ?? '' })).toMatchObject({ status: 'cancelled' });
});

test('an order that one process is cancelling is left alone by the others', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 9 });
  await shop.given.placedOrder({ items: [{ product, quantity: 2 }] });
  const expire = () => shop.expireReservations(DUE);

  const counts = await shop.passWhileWaiting({ table: 'stock', id: product.id }, expire, expire);

  expect(counts).toEqual([1, 0]);
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 9, reserved: 0 });
});

test('fifty searches for unpaid orders at once cancel each of them once', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 9 });
  const carts = await shop.given.carts(4, { items: [{ product, quantity: 2 }] });
  await shop.race(4, (index) => shop.placeOrder(carts[index] ?? { id: '' }, '29.00 EUR'));

  const counts = await shop.race(50, () => shop.expireReservations(DUE));

  expect(counts.reduce((sum, count) => sum + count)).toBe(4);
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 9, reserved: 0 });
});

test('an order that somebody is about to pay is left alone', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const [payment, expired] = await shop.passWhileWaiting<unknown>(
    { table: 'orders', id: order.id },
    () => shop.authorize(order),
    () => shop.expireReservations(DUE),
  );

  expect(payment).toMatchObject({ status: 201 });
  expect(expired).toBe(0);
});
