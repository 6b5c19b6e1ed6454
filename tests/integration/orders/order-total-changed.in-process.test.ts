import { expect, moneyOf, test } from '@topheavy/testbed';

const MINUTE = 60_000;

test('a coupon that expired in the cart stops the order and is named', async ({ shop }) => {
  const validUntil = new Date(shop.now().getTime() + 10 * MINUTE);
  const coupon = await shop.given.coupon({ amount: '4.00 EUR', validUntil });
  const cart = await shop.given.cart({ total: '30.00 EUR', coupon });
  await shop.passTime(10 * MINUTE);

  const refusal = await shop.refuses('order-total-changed', () => shop.placeOrder(cart, '26.00 EUR'));

  expect(refusal).toMatchObject({
    expected: moneyOf('26.00 EUR'),
    actual: moneyOf('30.00 EUR'),
    changes: [{ kind: 'coupon-no-longer-valid', code: coupon, reason: 'coupon-expired' }],
  });
});

test('an exchange rate that moved since the customer saw the total stops the order', async ({ shop }) => {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.95 });
  const cart = await shop.given.cart({ total: '109.00 EUR', currency: 'CHF' });
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.9 });
  await shop.passTime(61 * MINUTE);

  // 100 × 0.95 + 10 × 0.9 × 0.95 = 103.55 then, 100 × 0.9 + 10 × 0.9 × 0.9 = 98.10 now.
  const refusal = await shop.refuses('order-total-changed', () => shop.placeOrder(cart, '103.55 CHF'));

  expect(refusal).toMatchObject({ actual: moneyOf('98.10 CHF') });
  expect(await shop.placeOrder(cart, '98.10 CHF')).toMatchObject({ status: 201 });
});

test('no order is placed at rates that nobody can renew any more', async ({ shop }) => {
  const cart = await shop.given.cart({ total: '109.00 EUR', currency: 'CHF' });
  const outage = await shop.outage('exchange');
  await shop.passTime(25 * 60 * MINUTE);

  const refusal = await shop.refuses('dependency-unavailable', () => shop.placeOrder(cart, '109.00 CHF'));
  await outage.end();

  expect(refusal).toMatchObject({ status: 503, detail: expect.stringContaining('exchange') });
});
