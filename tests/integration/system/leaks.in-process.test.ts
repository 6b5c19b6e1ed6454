import { createServer } from 'node:net';
import { expect, test } from '@topheavy/testbed';

/** Without the patience for what is about to end. */
const AT_ONCE = 0;

test('what a test does with the shop leaves nothing behind', async ({ shop }) => {
  const census = await shop.census();

  const api = await shop.startApi();
  await shop.race(20, () => shop.listOrders({}, { via: api.http }));
  await api.stop();

  expect(await shop.leaksSince(census)).toEqual([]);
});

test('a timer, a listener, a server and a connection that somebody forgets are found, by name', async ({
  shop,
}) => {
  const census = await shop.census();
  const listener = (): void => {};

  const timer = setInterval(listener, 3_600_000);
  process.on('SIGUSR2', listener);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = await shop.startApi();
  await shop.isReady({ via: api.http });
  const found = await shop.leaksSince(census, AT_ONCE);
  clearInterval(timer);
  process.off('SIGUSR2', listener);
  await new Promise((resolve) => server.close(resolve));
  await api.stop();

  expect(found).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^\d connection to Postgres of topheavy-api more$/),
      expect.stringMatching(/^\d timer more$/),
      '2 listening server more',
      "1 listener of process for 'SIGUSR2' more",
    ]),
  );
  expect(await shop.leaksSince(census)).toEqual([]);
});

test('a connection that the API took and did not give back is found', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  const census = await shop.census();
  const gate = await shop.holdRow({ table: 'stock', id: product.id });
  const waiting = shop.placeOrder(cart, '19.00 EUR');
  await gate.untilWaiting(1);

  const found = await shop.leaksSince(census, AT_ONCE);
  await gate.letGo();
  await waiting;

  expect(found).toContain('1 connection that the API took and did not give back more');
});
