import { expect, tally, test } from '@topheavy/testbed';
import { untilServed } from './until-served.ts';

test('a statement that runs too long is cancelled: the order is refused, nothing is left of it, and the next try succeeds', async ({
  shop,
}) => {
  const product = await shop.given.product();
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  const { http: via } = await shop.startApi({ DATABASE_STATEMENT_TIMEOUT_MS: '1000' });
  const order = () => shop.placeOrder(cart, '19.00 EUR', {}, { via, idempotencyKey: 'the-order' });

  const gate = await shop.holdRow({ table: 'stock', id: product.id });
  const cancelled = await order();
  const open = await shop.openTransactions();
  await gate.letGo();

  expect(cancelled).toMatchObject({
    status: 503,
    problem: { slug: 'dependency-unavailable' },
    headers: { 'retry-after': '5' },
  });
  expect(open).toBe(0);
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 0 });
  expect(await order()).toMatchObject({ status: 201 });
});

test('with Postgres far away everybody is served, slower, or told to come back; nobody is served twice', async ({
  shop,
}) => {
  const product = await shop.given.product({ onHand: 30 });
  const carts = await shop.given.carts(30, { items: [{ product, quantity: 1 }] });
  const line = await shop.openDatabaseLine();
  const { http: via } = await shop.startApi({ DATABASE_URL: line.url, DATABASE_ACQUIRE_TIMEOUT_MS: '300' });
  line.delay(10);
  const order = (cart = { id: '' }) =>
    shop.placeOrder(cart, '19.00 EUR', {}, { via, idempotencyKey: cart.id });

  const bought = await shop.race(30, (buyer) => untilServed(shop, () => order(carts[buyer])));

  expect(line.heldBack()).toBeGreaterThan(0);
  expect(tally(bought)).toEqual({ 201: 30 });
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 30, available: 0 });
});

test('a database that swallows what it is sent does not hang the shop: it answers 503, and serves when it is back', async ({
  shop,
}) => {
  const line = await shop.openDatabaseLine();
  const { http: via } = await shop.startApi({
    DATABASE_URL: line.url,
    DATABASE_STATEMENT_TIMEOUT_MS: '1000',
    DATABASE_ACQUIRE_TIMEOUT_MS: '1000',
  });
  const before = await shop.isReady({ via });

  // One meets a connection that went silent, the other one cannot get any.
  line.swallow();
  const silent = await shop.race(2, () => shop.listOrders({}, { via }));
  line.mend();

  expect(before.status).toBe(200);
  expect(silent).toMatchObject([{ status: 503 }, { status: 503 }]);
  expect(await shop.listOrders({}, { via })).toMatchObject({ status: 200 });
});
