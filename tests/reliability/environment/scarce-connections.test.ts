import { expect, tally, test } from '@topheavy/testbed';
import { untilServed } from './until-served.ts';

/** The time is also that for a new connection, which a busy machine needs. */
const ONE_CONNECTION = { DATABASE_POOL_SIZE: '1', DATABASE_ACQUIRE_TIMEOUT_MS: '1000' };

test('while all connections are taken a request is told when to come back, and is served when one is free', async ({
  shop,
}) => {
  const product = await shop.given.product();
  const [one, other] = await shop.given.carts(2, { items: [{ product, quantity: 1 }] });
  const { http: via } = await shop.startApi(ONE_CONNECTION);
  const order = (cart = { id: '' }) =>
    shop.placeOrder(cart, '19.00 EUR', {}, { via, idempotencyKey: cart.id });

  const gate = await shop.holdRow({ table: 'stock', id: product.id });
  const first = order(one);
  await gate.untilWaiting(1);
  const refused = [await order(other), await shop.isReady({ via })];
  const live = await shop.isLive({ via });
  await gate.letGo();

  expect(refused).toMatchObject([
    { status: 503, problem: { slug: 'dependency-unavailable' }, headers: { 'retry-after': '5' } },
    { status: 503, problem: { slug: 'dependency-unavailable' }, headers: { 'retry-after': '5' } },
  ]);
  expect(live.status).toBe(200);
  expect(await first).toMatchObject({ status: 201 });
  expect(await order(other)).toMatchObject({ status: 201 });
});

test('fifty buyers share one connection: whoever is refused is served later, and nobody twice', async ({
  shop,
}) => {
  const product = await shop.given.product({ onHand: 50 });
  const carts = await shop.given.carts(50, { items: [{ product, quantity: 1 }] });
  const { http: via } = await shop.startApi(ONE_CONNECTION);
  const order = (cart = { id: '' }) =>
    shop.placeOrder(cart, '19.00 EUR', {}, { via, idempotencyKey: cart.id });

  // The first one stops while it has the connection, so the others must wait for it in vain.
  const gate = await shop.holdRow({ table: 'stock', id: product.id });
  const buying = shop.race(50, (buyer) => untilServed(shop, () => order(carts[buyer])));
  await gate.untilWaiting(1);
  const ready = await shop.isReady({ via });
  const open = await shop.openTransactions();
  await gate.letGo();
  const bought = await buying;

  expect(ready.status).toBe(503);
  expect(open).toBe(1);
  expect(bought.filter(({ refusals }) => refusals > 0)).not.toEqual([]);
  expect(tally(bought)).toEqual({ 201: 50 });
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 50, available: 0 });
});

test('no way to be refused keeps a connection: a process with one alone goes on answering', async ({
  shop,
}) => {
  const product = await shop.given.product({ sku: 'LAMP', onHand: 1 });
  const [cart, late] = await shop.given.carts(2, { items: [{ product, quantity: 1 }] });
  const paid = await shop.given.authorisedOrder({ total: '20.00 EUR' });
  const { http: via } = await shop.startApi({ ...ONE_CONNECTION, DATABASE_STATEMENT_TIMEOUT_MS: '1000' });
  const refusals: Record<string, () => Promise<{ status: number }>> = {
    'nobody knows the key': () => shop.listOrders({}, { via, as: { ...shop.customer, key: 'th_unknown' } }),
    'it has no such order': () => shop.readOrder({ id: shop.customer.customerId ?? '' }, { via }),
    'the total is another': () => shop.placeOrder(cart ?? { id: '' }, '1.00 EUR', {}, { via }),
    'a constraint says no': () => shop.createProduct({ sku: 'LAMP' }, { via }),
    'more than the hold': () => shop.capture(paid, '20.01 EUR', { via }),
    'the bank is away': async () => {
      await shop.loseRequest('stripe.payment_intents.capture');
      return shop.capture(paid, '1.00 EUR', { via });
    },
    'the statement takes too long': async () => {
      const gate = await shop.holdRow({ table: 'stock', id: product.id });
      const answer = await shop.placeOrder(cart ?? { id: '' }, '19.00 EUR', {}, { via });
      await gate.letGo();
      return answer;
    },
    'the stock is gone': async () => {
      await shop.placeOrder(cart ?? { id: '' }, '19.00 EUR');
      return shop.placeOrder(late ?? { id: '' }, '19.00 EUR', {}, { via });
    },
  };

  const seen: Record<string, [refused: number, next: number]> = {};
  for (const [why, refuse] of Object.entries(refusals)) {
    const { status } = await refuse();
    seen[why] = [status, (await shop.isReady({ via })).status];
  }

  expect(seen).toEqual({
    'nobody knows the key': [401, 200],
    'it has no such order': [404, 200],
    'the total is another': [409, 200],
    'a constraint says no': [409, 200],
    'more than the hold': [422, 200],
    'the bank is away': [202, 200],
    'the statement takes too long': [503, 200],
    'the stock is gone': [409, 200],
  });
});
