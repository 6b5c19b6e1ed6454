import { accepted, expect, test, type Shop } from '@topheavy/testbed';

/** What the cart says of its coupon, beside what it takes off. */
async function couponIn(shop: Shop, cart: { id: string }) {
  const { coupon, changes, totals } = await shop.readCartAsText(cart);
  return { coupon, changes, discount: totals.discount };
}

const lost = (code: string, reason: string) => ({
  coupon: { code, applied: false, refusal: reason },
  changes: [{ kind: 'coupon-no-longer-valid', code, reason }],
  discount: '0.00 EUR',
});

test('a cart that shrinks below the minimum loses its coupon, and gets it back when it grows again', async ({
  shop,
}) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const code = await shop.given.coupon({ percent: 10, minimum: '20.00 EUR' });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 2 }] });
  accepted(await shop.applyCoupon(cart, code));

  accepted(await shop.putItem(cart, product, 1));
  const small = await couponIn(shop, cart);
  accepted(await shop.putItem(cart, product, 3));

  expect(small).toEqual(lost(code, 'coupon-minimum-not-met'));
  expect(await couponIn(shop, cart)).toEqual({
    coupon: { code, applied: true, refusal: null },
    changes: [],
    discount: '3.00 EUR',
  });
});

test('a price that fell can cost the coupon its minimum', async ({ shop }) => {
  const product = await shop.given.product({ price: '20.00 EUR' });
  const code = await shop.given.coupon({ minimum: '20.00 EUR' });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });
  accepted(await shop.applyCoupon(cart, code));

  accepted(await shop.changePrice(product.id, '19.00 EUR'));

  const { coupon, changes } = await couponIn(shop, cart);
  expect(coupon).toMatchObject({ applied: false, refusal: 'coupon-minimum-not-met' });
  expect(changes.map(({ kind }) => kind)).toEqual(['price-changed', 'coupon-no-longer-valid']);
});

test('a coupon that others used up while it sat in the cart takes nothing off', async ({ shop }) => {
  const code = await shop.given.coupon({ usageLimit: 1 });
  const cart = await shop.given.cart({ coupon: code });

  const theirs = await shop.given.placedOrder({ coupon: code, as: await shop.given.customer() });
  const usedUp = await couponIn(shop, cart);
  accepted(await shop.cancelOrder(theirs, { as: shop.backOffice }));

  expect(usedUp).toEqual(lost(code, 'coupon-used-up'));
  expect(await couponIn(shop, cart)).toMatchObject({ coupon: { applied: true }, discount: '1.00 EUR' });
});

test('a coupon that the customer used up with another cart takes nothing off', async ({ shop }) => {
  const code = await shop.given.coupon({ perCustomerLimit: 1 });
  const cart = await shop.given.cart({ coupon: code });

  await shop.given.placedOrder({ coupon: code });

  expect(await couponIn(shop, cart)).toEqual(lost(code, 'coupon-used-up-by-customer'));
});

test('a coupon that is no longer valid does not keep the cart from being changed or ordered', async ({
  shop,
}) => {
  const code = await shop.given.coupon({ usageLimit: 1 });
  const cart = await shop.given.cart({ total: '19.00 EUR', coupon: code });
  await shop.given.placedOrder({ coupon: code });

  const order = accepted(await shop.placeOrder(cart, '19.00 EUR'));

  expect(order.couponCode).toBeNull();
});
