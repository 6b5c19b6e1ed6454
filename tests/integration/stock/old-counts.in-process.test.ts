import { accepted, expect, test, type Shop } from '@topheavy/testbed';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** A cart whose only product was counted a moment ago, by a service that is down from now on. */
async function lastCountBeforeOutage(shop: Shop) {
  const product = await shop.given.product({ onHand: 5 });
  await shop.warehouseCounts(product, 9);
  await shop.syncStock();
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  const outage = await shop.lastingFault({
    on: { op: 'square.inventory.batch_retrieve_counts' },
    phase: 'before-effect',
    effect: { kind: 'status', code: 503 },
  });
  return { product, cart, outage };
}

test('while the warehouse is down its last count is sold by for a day', async ({ shop }) => {
  const { cart, outage } = await lastCountBeforeOutage(shop);

  await shop.passTime(DAY_MS - MINUTE_MS);
  await expect(shop.syncStock()).rejects.toThrow(/inventory/);
  const order = await shop.placeOrder(cart, '19.00 EUR');
  await outage.end();

  expect(order).toMatchObject({ status: 201 });
});

test('nothing is sold by a count of over a day ago, and the caller is told so', async ({ shop }) => {
  const { product, cart, outage } = await lastCountBeforeOutage(shop);

  await shop.passTime(DAY_MS);
  await expect(shop.syncStock()).rejects.toThrow(/inventory/);
  const refusal = await shop.refuses('dependency-unavailable', () => shop.placeOrder(cart, '19.00 EUR'));
  await outage.end();
  await shop.syncStock();

  expect(refusal).toMatchObject({ status: 503, detail: expect.stringContaining(product.id) });
  expect(await shop.placeOrder(cart, '19.00 EUR')).toMatchObject({ status: 201 });
});

test('an outage does not make the last count young again', async ({ shop }) => {
  const { cart, outage } = await lastCountBeforeOutage(shop);
  await shop.passTime(DAY_MS - MINUTE_MS);
  await expect(shop.syncStock()).rejects.toThrow(/inventory/);

  await shop.passTime(MINUTE_MS);

  await shop.refuses('dependency-unavailable', () => shop.placeOrder(cart, '19.00 EUR'));
  await outage.end();
});

test('what is set by hand is sold by, however long the warehouse is down', async ({ shop }) => {
  const { product, cart, outage } = await lastCountBeforeOutage(shop);
  await shop.passTime(DAY_MS);
  await expect(shop.syncStock()).rejects.toThrow(/inventory/);

  accepted(await shop.setStock(product.id, 3));
  const order = await shop.placeOrder(cart, '19.00 EUR');
  await outage.end();

  expect(order).toMatchObject({ status: 201 });
});

test('a product that the warehouse no longer counts is kept by hand from then on', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 5 });
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  await shop.warehouseCounts(product, 9);
  await shop.syncStock();
  await shop.fault({
    on: { op: 'square.inventory.batch_retrieve_counts' },
    phase: 'after-effect',
    effect: { kind: 'body', body: {} },
  });
  await shop.syncStock();

  await shop.passTime(DAY_MS);

  expect(await shop.placeOrder(cart, '19.00 EUR')).toMatchObject({ status: 201 });
});
