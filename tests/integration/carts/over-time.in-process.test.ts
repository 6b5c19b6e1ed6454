import { accepted, expect, test } from '@topheavy/testbed';

const HOUR_MS = 3_600_000;

test('a coupon that expired while it sat in the cart takes nothing off, and the cart says why', async ({
  shop,
}) => {
  const code = await shop.given.coupon({ percent: 10, validUntil: new Date(shop.now().getTime() + HOUR_MS) });
  const cart = await shop.given.cart({ total: '19.00 EUR', coupon: code });
  const before = await shop.readCartAsText(cart);

  await shop.passTime(HOUR_MS);

  const after = await shop.readCartAsText(cart);
  expect(before).toMatchObject({ changes: [], totals: { discount: '1.00 EUR', total: '18.00 EUR' } });
  expect(after).toMatchObject({
    coupon: { code, applied: false, refusal: 'coupon-expired' },
    changes: [{ kind: 'coupon-no-longer-valid', code, reason: 'coupon-expired' }],
    totals: { discount: '0.00 EUR', total: '19.00 EUR' },
  });
});

test('a coupon is refused until its time has come', async ({ shop }) => {
  const code = await shop.given.coupon({ validFrom: new Date(shop.now().getTime() + HOUR_MS) });
  const cart = await shop.given.cart();
  await shop.refuses('coupon-refused', () => shop.applyCoupon(cart, code));

  await shop.passTime(HOUR_MS);

  expect(accepted(await shop.applyCoupon(cart, code)).coupon).toMatchObject({ applied: true });
});

test('a cart that nobody touched for a year costs what it costs today', async ({ shop }) => {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.95 });
  const cart = await shop.given.cart({ total: '19.00 EUR', currency: 'CHF' });
  const before = await shop.readCartAsText(cart);

  await shop.passTime(365 * 24 * HOUR_MS);
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.9 });
  await shop.fact('vatcomply', 'vat_rate', { country_code: 'DE', standard_rate: 20 });

  // 10.00 EUR and 10.00 USD of 0.90 EUR; 18.05 × 19 / 119 = 2.882, 17.10 × 20 / 120 = 2.85.
  const after = await shop.readCartAsText(cart);
  expect(before.totals).toMatchObject({ subtotal: '9.50 CHF', shipping: '8.55 CHF', tax: '2.88 CHF' });
  expect(after.totals).toMatchObject({ subtotal: '9.00 CHF', shipping: '8.10 CHF', tax: '2.85 CHF' });
});
