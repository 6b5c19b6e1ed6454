import { accepted, expect, test } from '@topheavy/testbed';

/** A sweep takes up ten of a kind. */
const ONE_TOO_MANY = 11;
/** A call that may be repeated is repeated once. */
const TRIES = 2 * ONE_TOO_MANY;

test('a sweep takes up ten payments and leaves the rest to the next', async ({ shop }) => {
  const carts = await shop.given.carts(ONE_TOO_MANY);
  await shop.loseRequest('stripe.payment_intents.create', TRIES);
  for (const cart of carts) await shop.authorize(accepted(await shop.placeOrder(cart, '19.00 EUR')));

  const first = await shop.sweepPayments({ minutesLater: 2 });
  const second = await shop.sweepPayments({ minutesLater: 2 });

  expect([first, second]).toEqual([10, 1]);
});

test('a sweep takes up ten captures and leaves the rest to the next', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseRequest('stripe.payment_intents.capture', TRIES);
  await shop.race(ONE_TOO_MANY, () => shop.capture(order, '2.00 EUR'));

  const first = await shop.sweepPayments({ minutesLater: 2 });
  const second = await shop.sweepPayments({ minutesLater: 2 });

  expect([first, second]).toEqual([10, 1]);
  expect(await shop.read(order)).toMatchObject({ captured: '22.00 EUR', capturable: '78.00 EUR' });
});

test('a sweep takes up ten refunds and leaves the rest to the next', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.loseRequest('stripe.refunds.create', TRIES);
  await shop.race(ONE_TOO_MANY, () => shop.refund(order, '2.00 EUR'));

  const first = await shop.sweepPayments({ minutesLater: 2 });
  const second = await shop.sweepPayments({ minutesLater: 2 });

  expect([first, second]).toEqual([10, 1]);
  expect(await shop.read(order)).toMatchObject({ refunded: '22.00 EUR', refundable: '78.00 EUR' });
});
