import { accepted, describe, expect, test, withMoneyAsText, type Shop } from '@topheavy/testbed';

/** All figures are worked out by hand. Germany: 19 % and 7 %; a parcel costs 9.00 EUR and carries 19 %. */
async function twoLampsAndABook(shop: Shop) {
  const lamp = await shop.given.product({ price: '10.00 EUR' });
  const book = await shop.given.product({ price: '5.45 EUR', taxCategory: 'reduced' });
  return [
    { product: lamp, quantity: 2 },
    { product: book, quantity: 1 },
  ];
}

test('goods and shipping of one rate are taxed together, and the tax is shared out to the cent', async ({
  shop,
}) => {
  const cart = await shop.given.cart({ items: await twoLampsAndABook(shop) });

  const order = withMoneyAsText(accepted(await shop.placeOrder(cart, '34.45 EUR')));

  // 29.00 × 19/119 = 4.63, shared 3.1931 to 1.4369; 5.45 × 7/107 = 0.36.
  expect(order.lines).toMatchObject([
    { subtotal: '20.00 EUR', net: '16.81 EUR', tax: '3.19 EUR', gross: '20.00 EUR', rateBasisPoints: 1900 },
    { subtotal: '5.45 EUR', net: '5.09 EUR', tax: '0.36 EUR', gross: '5.45 EUR', rateBasisPoints: 700 },
  ]);
  expect(order.shipping).toMatchObject({ net: '7.56 EUR', tax: '1.44 EUR', gross: '9.00 EUR' });
});

test('of two equal lines the first takes the cent that cannot be halved', async ({ shop }) => {
  const products = await shop.given.products(2, { price: '10.00 EUR' });
  const items = products.map((product) => ({ product, quantity: 1 }));
  const order = await shop.given.placedOrder({ items });

  // 29.00 × 19/119 = 4.63, shared 1.5966 and 1.5966 to 1.4369.
  expect(withMoneyAsText(order.body.lines)).toMatchObject([
    { net: '8.40 EUR', tax: '1.60 EUR' },
    { net: '8.41 EUR', tax: '1.59 EUR' },
  ]);
});

test('an order says what it comes to by rate and in all', async ({ shop }) => {
  // The rates come in their own order, whichever the items were put in.
  const order = await shop.given.placedOrder({ items: (await twoLampsAndABook(shop)).toReversed() });

  expect(withMoneyAsText(order.body.totals)).toEqual({
    subtotal: '25.45 EUR',
    discount: '0.00 EUR',
    shipping: '9.00 EUR',
    net: '29.46 EUR',
    tax: '4.99 EUR',
    total: '34.45 EUR',
    taxes: [
      { rateBasisPoints: 1900, net: '24.37 EUR', tax: '4.63 EUR', gross: '29.00 EUR' },
      { rateBasisPoints: 700, net: '5.09 EUR', tax: '0.36 EUR', gross: '5.45 EUR' },
    ],
  });
});

test('a coupon is spread over the lines before tax, and the shipping costs what it costs', async ({
  shop,
}) => {
  const coupon = await shop.given.coupon({ percent: 10 });
  const cart = await shop.given.cart({ items: await twoLampsAndABook(shop), coupon });

  const order = withMoneyAsText(accepted(await shop.placeOrder(cart, '31.90 EUR')));

  // 10 % of 25.45 is 2.545, so 2.55, shared 2.0039 to 0.5461. 27.00 × 19/119 = 4.31; 4.90 × 7/107 = 0.32.
  expect(order).toMatchObject({ couponCode: coupon, totals: { discount: '2.55 EUR', tax: '4.63 EUR' } });
  expect(order.lines).toMatchObject([
    { discount: '2.00 EUR', net: '15.13 EUR', tax: '2.87 EUR', gross: '18.00 EUR' },
    { discount: '0.55 EUR', net: '4.58 EUR', tax: '0.32 EUR', gross: '4.90 EUR' },
  ]);
  expect(order.shipping).toMatchObject({ net: '7.56 EUR', tax: '1.44 EUR', gross: '9.00 EUR' });
  expect(accepted(await shop.readCoupon(coupon)).timesUsed).toBe(1);
});

test('an order at prices without tax has the tax added on top of goods and shipping', async ({ shop }) => {
  const product = await shop.given.product({ price: '3.33 EUR' });
  const cart = await shop.given.cart({ items: [{ product, quantity: 3 }], taxMode: 'exclusive' });

  const order = withMoneyAsText(accepted(await shop.placeOrder(cart, '22.60 EUR')));

  // (9.99 + 9.00) × 19 % = 3.6081.
  expect(order.lines).toMatchObject([{ net: '9.99 EUR', tax: '1.90 EUR', gross: '11.89 EUR' }]);
  expect(order.shipping).toMatchObject({ net: '9.00 EUR', tax: '1.71 EUR', gross: '10.71 EUR' });
  expect(order.totals).toMatchObject({ net: '18.99 EUR', shipping: '9.00 EUR', tax: '3.61 EUR' });
});

describe('an order in another currency', () => {
  const rows = [
    // 10.00 × 0.9503 = 9.503 for each of three; the parcel 10 × 0.9 × 0.9503 = 8.5527.
    {
      quote: 'CHF',
      rate: 0.9503,
      price: '10.00 EUR',
      quantity: 3,
      unitPrice: '9.50 CHF',
      shipping: '8.55 CHF',
      total: '37.05 CHF',
      tax: '5.92 CHF',
    },
    // 19.99 × 163.5 = 3268.365; the parcel 10 × 147.15 = 1471.5, which rounds to the even yen.
    {
      quote: 'JPY',
      rate: 163.5,
      price: '19.99 EUR',
      quantity: 1,
      unitPrice: '3268 JPY',
      shipping: '1472 JPY',
      total: '4740 JPY',
      tax: '757 JPY',
    },
    // 1.00 × 164.5 is a tie as well, and rounds down to the even yen; the parcel is 10 × 148.05.
    {
      quote: 'JPY',
      rate: 164.5,
      price: '1.00 EUR',
      quantity: 2,
      unitPrice: '164 JPY',
      shipping: '1480 JPY',
      total: '1808 JPY',
      tax: '289 JPY',
    },
    // 19.99 × 0.3321 = 6.638679 and 10 × 0.29889 = 2.9889, in steps of ten fils, as is the tax.
    {
      quote: 'KWD',
      rate: 0.3321,
      price: '19.99 EUR',
      quantity: 1,
      unitPrice: '6.640 KWD',
      shipping: '2.990 KWD',
      total: '9.630 KWD',
      tax: '1.540 KWD',
    },
  ];

  test.for(rows)('$quote at $rate: comes to $total', async (row, { shop }) => {
    await shop.fact('frankfurter', 'rate', { base: 'EUR', quote: row.quote, rate: row.rate });
    const product = await shop.given.product({ price: row.price });
    const items = [{ product, quantity: row.quantity }];
    const cart = await shop.given.cart({ items, currency: row.quote });

    const order = withMoneyAsText(accepted(await shop.placeOrder(cart, row.total)));

    expect(order).toMatchObject({
      currency: row.quote,
      exchangeRate: { base: 'EUR', quote: row.quote, rate: row.rate.toFixed(6) },
      lines: [{ unitPrice: row.unitPrice }],
      totals: { shipping: row.shipping, total: row.total, tax: row.tax },
    });
  });
});
