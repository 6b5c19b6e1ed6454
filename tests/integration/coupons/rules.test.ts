import { accepted, expect, test } from '@topheavy/testbed';

const HOUR_MS = 3_600_000;

test('a coupon that is not valid yet is refused, and says why', async ({ shop }) => {
  const code = await shop.given.coupon({ validFrom: new Date(shop.now().getTime() + HOUR_MS) });
  const cart = await shop.given.cart();

  const refusal = await shop.refuses('coupon-refused', () => shop.applyCoupon(cart, code));

  expect(refusal).toMatchObject({
    status: 422,
    reason: 'coupon-not-yet-valid',
    detail: 'The coupon is not valid yet.',
  });
});

test('a coupon that has expired is refused, and says why', async ({ shop }) => {
  const code = await shop.given.coupon({ validUntil: new Date(shop.now().getTime() - HOUR_MS) });
  const cart = await shop.given.cart();

  const refusal = await shop.refuses('coupon-refused', () => shop.applyCoupon(cart, code));

  expect(refusal).toMatchObject({
    status: 422,
    reason: 'coupon-expired',
    detail: 'The coupon has expired.',
  });
});

test('a coupon inside its window is taken', async ({ shop }) => {
  const now = shop.now().getTime();
  const code = await shop.given.coupon({
    validFrom: new Date(now - HOUR_MS),
    validUntil: new Date(now + HOUR_MS),
  });
  const cart = await shop.given.cart();

  expect(accepted(await shop.applyCoupon(cart, code)).coupon).toMatchObject({ applied: true });
});

test('a cart that costs one cent less than the minimum is refused; at the minimum it is not', async ({
  shop,
}) => {
  const product = await shop.given.product({ price: '19.99 EUR' });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });
  const tooMuch = await shop.given.coupon({ minimum: '20.00 EUR' });
  const exact = await shop.given.coupon({ minimum: '19.99 EUR' });

  const refusal = await shop.refuses('coupon-refused', () => shop.applyCoupon(cart, tooMuch));

  expect(refusal).toMatchObject({
    status: 422,
    reason: 'coupon-minimum-not-met',
    detail: 'The items cost less than the coupon asks for.',
  });
  expect(accepted(await shop.applyCoupon(cart, exact)).coupon).toMatchObject({ applied: true });
});

test('the minimum is in euros, whatever the cart is shown in', async ({ shop }) => {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'JPY', rate: 160 });
  const product = await shop.given.product({ price: '19.00 EUR' });
  const cart = await shop.given.openCart({ currency: 'JPY', items: [{ product, quantity: 1 }] });
  const code = await shop.given.coupon({ minimum: '20.00 EUR' });

  const refusal = await shop.refuses('coupon-refused', () => shop.applyCoupon(cart, code));

  expect(cart.items[0]?.subtotal).toEqual({ amount: 3040, currency: 'JPY' });
  expect(refusal).toMatchObject({ reason: 'coupon-minimum-not-met' });
});

test('a coupon that others have used up is refused, and says why', async ({ shop }) => {
  const code = await shop.given.coupon({ usageLimit: 1 });
  await shop.given.placedOrder({ coupon: code, as: await shop.given.customer() });
  const cart = await shop.given.cart();

  const refusal = await shop.refuses('coupon-refused', () => shop.applyCoupon(cart, code));

  expect(refusal).toMatchObject({
    status: 422,
    reason: 'coupon-used-up',
    detail: 'The coupon was used as often as it may be.',
  });
});

test('a coupon that one customer has used up is still good for another', async ({ shop }) => {
  const code = await shop.given.coupon({ perCustomerLimit: 1 });
  await shop.given.placedOrder({ coupon: code });
  const [cart, other] = [await shop.given.cart(), await shop.given.customer()];
  const theirs = await shop.given.cart({ as: other });

  const refusal = await shop.refuses('coupon-refused', () => shop.applyCoupon(cart, code));

  expect(refusal).toMatchObject({
    status: 422,
    reason: 'coupon-used-up-by-customer',
    detail: 'The customer has used the coupon as often as they may.',
  });
  expect(accepted(await shop.applyCoupon(theirs, code, { as: other })).coupon).toMatchObject({
    applied: true,
  });
});

test('a refused coupon leaves the one that was there', async ({ shop }) => {
  const [good, used] = [
    await shop.given.coupon({ percent: 10 }),
    await shop.given.coupon({ minimum: '500.00 EUR' }),
  ];
  const cart = await shop.given.cart({ coupon: good });

  await shop.refuses('coupon-refused', () => shop.applyCoupon(cart, used));

  expect(accepted(await shop.readCart(cart)).coupon).toEqual({ code: good, applied: true, refusal: null });
});
