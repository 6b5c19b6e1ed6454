import { accepted, expect, GERMANY, test, withMoneyAsText, type Shop } from '@topheavy/testbed';

/** 3 × 9.99 = 29.97 EUR of goods, to Germany. */
async function cartOfMugs(shop: Shop, currency = 'EUR') {
  const product = await shop.given.product({ price: '9.99 EUR' });
  return shop.given.openCart({ currency, address: GERMANY, items: [{ product, quantity: 3 }] });
}

const totalsWith = async (shop: Shop, cart: { id: string }, code: string) => {
  accepted(await shop.applyCoupon(cart, code));
  return (await shop.readCartAsText(cart)).totals;
};

test('a share is taken of the subtotal, and half a cent counts as one', async ({ shop }) => {
  const product = await shop.given.product({ price: '0.30 EUR' });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });
  const code = await shop.given.coupon({ percent: 15 });

  const totals = await totalsWith(shop, cart, code);

  // 15 % of 0.30 is 0.045.
  expect(totals).toMatchObject({ subtotal: '0.30 EUR', discount: '0.05 EUR' });
});

test('a discount lowers the tax too', async ({ shop }) => {
  const code = await shop.given.coupon({ percent: 10 });

  const totals = await totalsWith(shop, await cartOfMugs(shop), code);

  // 10 % of 29.97 is 2.997; the rest, 26.97, contains 26.97 × 19 / 119 = 4.306.
  expect(totals).toMatchObject({
    discount: '3.00 EUR',
    total: '26.97 EUR',
    tax: '4.31 EUR',
    net: '22.66 EUR',
  });
});

test('an amount is taken off once, not off each item', async ({ shop }) => {
  const code = await shop.given.coupon({ amount: '5.00 EUR' });

  const totals = await totalsWith(shop, await cartOfMugs(shop), code);

  expect(totals).toMatchObject({ discount: '5.00 EUR', total: '24.97 EUR' });
});

test('an amount that the lines cannot bear in equal parts is taken off to the last cent', async ({
  shop,
}) => {
  const products = await shop.given.products(3, { price: '10.00 EUR' });
  const items = products.map((product) => ({ product, quantity: 1 }));
  const cart = await shop.given.cart({ items, coupon: await shop.given.coupon({ amount: '1.00 EUR' }) });

  // 29.00 of goods and a parcel of 9.00.
  const order = withMoneyAsText(accepted(await shop.placeOrder(cart, '38.00 EUR')));

  expect(order.lines.map(({ discount }) => discount)).toEqual(['0.34 EUR', '0.33 EUR', '0.33 EUR']);
});

test('an amount above the subtotal makes the goods free, and no more', async ({ shop }) => {
  const code = await shop.given.coupon({ amount: '50.00 EUR' });

  const totals = await totalsWith(shop, await cartOfMugs(shop), code);

  expect(totals).toMatchObject({
    discount: '29.97 EUR',
    net: '0.00 EUR',
    tax: '0.00 EUR',
    total: '0.00 EUR',
  });
});

test('shipping is paid even where the goods are free', async ({ shop }) => {
  const code = await shop.given.coupon({ percent: 100 });

  const cart = await shop.given.cart({ coupon: code });

  // 9.00 × 19 / 119 = 1.437.
  const { totals } = await shop.readCartAsText(cart);
  expect(totals).toMatchObject({
    discount: '10.00 EUR',
    shipping: '9.00 EUR',
    total: '9.00 EUR',
    tax: '1.44 EUR',
  });
});

test('an amount is converted with the prices', async ({ shop }) => {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'CHF', rate: 0.95 });
  const code = await shop.given.coupon({ amount: '5.00 EUR' });

  const totals = await totalsWith(shop, await cartOfMugs(shop, 'CHF'), code);

  // 9.99 × 0.95 = 9.4905; 3 × 9.49 = 28.47; 5.00 × 0.95 = 4.75.
  expect(totals).toMatchObject({ subtotal: '28.47 CHF', discount: '4.75 CHF', total: '23.72 CHF' });
});

test('an amount that covers the goods in euros covers them in every currency', async ({ shop }) => {
  await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: 'JPY', rate: 160 });
  const product = await shop.given.product({ price: '0.96 EUR' });
  const cart = await shop.given.openCart({ currency: 'JPY', items: [{ product, quantity: 3 }] });
  const code = await shop.given.coupon({ amount: '2.88 EUR' });

  const totals = await totalsWith(shop, cart, code);

  // 0.96 × 160 = 153.6, so the goods cost 3 × 154; 2.88 × 160 = 460.8 would leave 1 yen to pay.
  expect(totals).toMatchObject({ subtotal: '462 JPY', discount: '462 JPY' });
});

test('the next coupon takes the place of the one before', async ({ shop }) => {
  const [ten, twenty] = [await shop.given.coupon({ percent: 10 }), await shop.given.coupon({ percent: 20 })];
  const cart = await cartOfMugs(shop);
  accepted(await shop.applyCoupon(cart, ten));

  const totals = await totalsWith(shop, cart, twenty);

  expect(totals.discount).toBe('5.99 EUR');
});

test('a coupon can be taken off, twice if need be', async ({ shop }) => {
  const cart = await shop.given.cart({ coupon: await shop.given.coupon() });

  const without = accepted(await shop.removeCoupon(cart));
  const again = await shop.removeCoupon(cart);

  expect(without).toMatchObject({ coupon: null, totals: { discount: { amount: 0 } } });
  expect(again.status).toBe(200);
});
