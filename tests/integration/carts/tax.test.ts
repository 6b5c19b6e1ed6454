import { accepted, DENMARK, expect, FINLAND, FRANCE, GERMANY, GREECE, test } from '@topheavy/testbed';

test('prices for consumers contain the tax, counted once for all that is sold at one rate', async ({
  shop,
}) => {
  const standard = await shop.given.product({ price: '19.99 EUR', taxCategory: 'standard' });
  const reduced = await shop.given.product({ price: '4.25 EUR', taxCategory: 'reduced' });
  const zero = await shop.given.product({ price: '5.00 EUR', taxCategory: 'zero' });
  const items = [
    { product: standard, quantity: 2 },
    { product: reduced, quantity: 3 },
    { product: zero, quantity: 1 },
  ];

  const cart = await shop.given.cart({
    items,
    address: GERMANY,
    coupon: await shop.given.coupon({ percent: 10 }),
  });

  // 39.98 + 12.75 + 5.00 = 57.73; 10 % is 5.77, of which the lines bear 4.00, 1.27 and 0.50.
  // 19 %: 35.98 + 9.00 shipping = 44.98, and 44.98 × 19 / 119 = 7.182. 7 %: 11.48 × 7 / 107 = 0.751.
  expect((await shop.readCartAsText(cart)).totals).toEqual({
    subtotal: '57.73 EUR',
    discount: '5.77 EUR',
    shipping: '9.00 EUR',
    net: '53.03 EUR',
    tax: '7.93 EUR',
    total: '60.96 EUR',
    taxes: [
      { rateBasisPoints: 1900, net: '37.80 EUR', tax: '7.18 EUR', gross: '44.98 EUR' },
      { rateBasisPoints: 700, net: '10.73 EUR', tax: '0.75 EUR', gross: '11.48 EUR' },
      { rateBasisPoints: 0, net: '4.50 EUR', tax: '0.00 EUR', gross: '4.50 EUR' },
    ],
  });
});

test('prices for businesses have the tax added', async ({ shop }) => {
  const standard = await shop.given.product({ price: '9.99 EUR', taxCategory: 'standard' });
  const reduced = await shop.given.product({ price: '7.45 EUR', taxCategory: 'reduced' });
  const items = [
    { product: standard, quantity: 3 },
    { product: reduced, quantity: 2 },
  ];

  const cart = await shop.given.cart({ items, address: FRANCE, taxMode: 'exclusive' });

  // 20 %: 29.97 + 9.00 shipping = 38.97, and 7.794 on top. 10 %, the higher of the two reduced: 14.90 and 1.49.
  expect((await shop.readCartAsText(cart)).totals).toEqual({
    subtotal: '44.87 EUR',
    discount: '0.00 EUR',
    shipping: '9.00 EUR',
    net: '53.87 EUR',
    tax: '9.28 EUR',
    total: '63.15 EUR',
    taxes: [
      { rateBasisPoints: 2000, net: '38.97 EUR', tax: '7.79 EUR', gross: '46.76 EUR' },
      { rateBasisPoints: 1000, net: '14.90 EUR', tax: '1.49 EUR', gross: '16.39 EUR' },
    ],
  });
});

test('the tax of many lines is that of their sum, not the sum of their taxes', async ({ shop }) => {
  const items = (await shop.given.products(3, { price: '1.00 EUR' })).map((product) => ({
    product,
    quantity: 1,
  }));

  const cart = await shop.given.openCart({ items, address: FINLAND });

  // 1.00 × 25.5 / 125.5 = 0.203 each, thrice 0.20; 3.00 × 25.5 / 125.5 = 0.6096.
  expect((await shop.readCartAsText(cart)).totals).toMatchObject({ tax: '0.61 EUR', net: '2.39 EUR' });
});

test('half a cent of tax counts as one', async ({ shop }) => {
  const product = await shop.given.product({ price: '0.10 EUR' });

  const cart = await shop.given.openCart({
    items: [{ product, quantity: 1 }],
    address: DENMARK,
    taxMode: 'exclusive',
  });

  // 0.10 × 25 % = 0.025.
  expect((await shop.readCartAsText(cart)).totals).toMatchObject({
    net: '0.10 EUR',
    tax: '0.03 EUR',
    total: '0.13 EUR',
  });
});

test.for([
  { address: FINLAND, category: 'reduced', rate: 1350, why: 'the highest where there are several' },
  { address: DENMARK, category: 'reduced', rate: 2500, why: 'the standard one where there is none' },
  { address: GREECE, category: 'reduced', rate: 1300, why: 'that of Greece, which the tax service calls EL' },
  {
    address: GREECE,
    category: 'standard',
    rate: 2400,
    why: 'that of Greece, which the tax service calls EL',
  },
  { address: FINLAND, category: 'standard', rate: 2550, why: 'with its half percent' },
  { address: DENMARK, category: 'zero', rate: 0, why: 'none' },
] as const)('$category goods to $address.country bear $rate basis points: $why', async (row, { shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR', taxCategory: row.category });

  const { totals } = await shop.given.openCart({ items: [{ product, quantity: 1 }], address: row.address });

  expect(totals.taxes.map(({ rateBasisPoints }) => rateBasisPoints)).toEqual([row.rate]);
});

test('shipping bears the standard rate, whatever is in the parcel', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR', taxCategory: 'zero' });

  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }], address: GERMANY });

  // 9.00 × 19 / 119 = 1.437.
  expect((await shop.readCartAsText(cart)).totals.taxes).toEqual([
    { rateBasisPoints: 1900, net: '7.56 EUR', tax: '1.44 EUR', gross: '9.00 EUR' },
    { rateBasisPoints: 0, net: '10.00 EUR', tax: '0.00 EUR', gross: '10.00 EUR' },
  ]);
});

test('the order is charged what the cart said, tax group by tax group', async ({ shop }) => {
  const standard = await shop.given.product({ price: '19.99 EUR', taxCategory: 'standard' });
  const reduced = await shop.given.product({ price: '4.25 EUR', taxCategory: 'reduced' });
  const items = [standard, reduced].map((product) => ({ product, quantity: 3 }));
  const cart = await shop.given.cart({ items, coupon: await shop.given.coupon({ amount: '7.77 EUR' }) });
  const { totals } = await shop.readCartAsText(cart);

  const order = accepted(await shop.placeOrder(cart, totals.total ?? ''));

  expect((await shop.read(order)).totals).toEqual(totals);
});
