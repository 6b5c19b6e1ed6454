import { expect, test, type Shop } from '@topheavy/testbed';

/** Of no other test, so that the first one here is made and not copied. */
const WISHES = { total: '123.45 EUR' };

/** All that a test can see of a shop, whether its order was made or copied. */
const seen = async (shop: Shop, order: { readonly id: string }) => ({
  order: await shop.read(order),
  books: await shop.books(order),
  asked: (await shop.journal()).map(({ op, status, attempt }) => ({ op, status, attempt })),
  waiting: (await shop.pendingWebhooks()).map(({ id, type }) => ({ id, type })),
  bank: await shop.state('stripe'),
});

test('an order that is copied is the one that was made, down to what waits to be delivered', async ({
  shop,
}) => {
  const original = await shop.given.capturedOrder(WISHES);
  const made = await seen(shop, original);
  await shop.refund(original, '1.00 EUR');
  await shop.reopen();

  const copied = await seen(shop, await shop.given.capturedOrder(WISHES));

  expect(copied).toEqual(made);
  expect(copied).toMatchObject({
    order: { captured: '123.45 EUR' },
    books: { payment_clearing: '123.45 EUR' },
  });
});

test('what one test does to its copy the next one does not see', async ({ shop }) => {
  await shop.refund(await shop.given.capturedOrder(WISHES), '123.45 EUR');
  await shop.reopen();

  const order = await shop.given.capturedOrder(WISHES);

  expect(await shop.read(order)).toMatchObject({ captured: '123.45 EUR', refunded: '0.00 EUR', refunds: [] });
});

test('a copy can be followed by anything: names, ids and numbers go on where they were', async ({ shop }) => {
  const order = await shop.given.capturedOrder(WISHES);

  const another = await shop.given.capturedOrder(WISHES);

  expect(another.id).not.toBe(order.id);
  expect(await shop.read(order)).toMatchObject({ captured: '123.45 EUR' });
  expect(await shop.read(another)).toMatchObject({ captured: '123.45 EUR' });
});

test('after a test did something of its own nothing is copied over it', async ({ shop }) => {
  await shop.given.placedOrder(WISHES);
  await shop.reopen();
  const mug = await shop.createProduct({ name: 'Mug' });

  const order = await shop.given.placedOrder(WISHES);

  expect(await shop.readProduct(mug.body.id)).toMatchObject({ status: 200, body: { name: 'Mug' } });
  expect(await shop.read(order)).toMatchObject({ total: '123.45 EUR' });
});

test('two orders asked for at the same time are two', async ({ shop }) => {
  await shop.given.placedOrder(WISHES);
  await shop.reopen();

  const orders = await Promise.all([shop.given.placedOrder(WISHES), shop.given.placedOrder(WISHES)]);

  expect(new Set(orders.map(({ id }) => id)).size).toBe(2);
  expect(await shop.listOrders()).toMatchObject({ body: { items: [{}, {}] } });
});
