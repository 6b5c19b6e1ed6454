import { accepted, expect, GERMANY, test, withMoneyAsText, type Shop } from '@topheavy/testbed';

const rate = (shop: Shop, quote: string, perEuro: number) =>
  shop.fact('frankfurter', 'rate', { base: 'EUR', quote, rate: perEuro });

/**
 * 3 × 19.99 EUR to Germany and a parcel of 10.00 USD, a dollar being 0.80 EUR. Unit price: 19.99 × rate;
 * shipping: 8.00 × rate; tax: 19 / 119 of the total.
 */
const shown = [
  {
    currency: 'EUR',
    perEuro: '1.000000',
    unit: '19.99',
    sum: '59.97',
    shipping: '8.00',
    tax: '10.85',
    total: '67.97',
  },
  {
    currency: 'USD',
    perEuro: '1.250000',
    unit: '24.99',
    sum: '74.97',
    shipping: '10.00',
    tax: '13.57',
    total: '84.97',
  },
  {
    currency: 'GBP',
    perEuro: '0.850000',
    unit: '16.99',
    sum: '50.97',
    shipping: '6.80',
    tax: '9.22',
    total: '57.77',
  },
  {
    currency: 'CHF',
    perEuro: '0.950000',
    unit: '18.99',
    sum: '56.97',
    shipping: '7.60',
    tax: '10.31',
    total: '64.57',
  },
  {
    currency: 'JPY',
    perEuro: '160.000000',
    unit: '3198',
    sum: '9594',
    shipping: '1280',
    tax: '1736',
    total: '10874',
  },
  {
    currency: 'KWD',
    perEuro: '0.332100',
    unit: '6.640',
    sum: '19.920',
    shipping: '2.660',
    tax: '3.610',
    total: '22.580',
  },
];

test.for(shown)(
  'a cart in $currency is shown and taxed to the smallest sum that can be charged',
  async (row, { shop }) => {
    await rate(shop, 'USD', 1.25);
    if (row.currency !== 'EUR') await rate(shop, row.currency, Number(row.perEuro));
    const product = await shop.given.product({ price: '19.99 EUR' });

    const cart = await shop.given.cart({ currency: row.currency, items: [{ product, quantity: 3 }] });

    const { items, totals, exchangeRate } = await shop.readCartAsText(cart);
    const text = (amount: string) => `${amount} ${row.currency}`;
    expect(items).toMatchObject([{ unitPrice: text(row.unit), subtotal: text(row.sum) }]);
    expect(totals).toMatchObject({
      shipping: text(row.shipping),
      tax: text(row.tax),
      total: text(row.total),
    });
    expect(exchangeRate).toMatchObject({ base: 'EUR', quote: row.currency, rate: row.perEuro });
  },
);

test('half a yen is rounded to the even one', async ({ shop }) => {
  await rate(shop, 'JPY', 161);
  const [low, high] = [
    await shop.given.product({ price: '0.50 EUR' }),
    await shop.given.product({ price: '1.50 EUR' }),
  ];
  const items = [low, high].map((product) => ({ product, quantity: 1 }));

  const cart = await shop.given.openCart({ currency: 'JPY', items });

  // 80.5 and 241.5.
  expect(withMoneyAsText(cart.items).map(({ unitPrice }) => unitPrice)).toEqual(['80 JPY', '242 JPY']);
});

test('a share taken off dinars leaves a sum that a card can be charged', async ({ shop }) => {
  await rate(shop, 'KWD', 0.3321);
  const product = await shop.given.product({ price: '19.99 EUR' });
  const coupon = await shop.given.coupon({ percent: 10 });
  const items = [{ product, quantity: 3 }];

  const cart = await shop.given.openCart({ currency: 'KWD', address: GERMANY, taxMode: 'exclusive', items });
  accepted(await shop.applyCoupon(cart, coupon));

  // 10 % of 19.920 is 1.992; 17.930 × 19 % = 3.4067.
  expect((await shop.readCartAsText(cart)).totals).toMatchObject({
    discount: '1.990 KWD',
    net: '17.930 KWD',
    tax: '3.410 KWD',
    total: '21.340 KWD',
  });
});

test('choosing another currency shows everything in it, shipping included, and back', async ({ shop }) => {
  await rate(shop, 'CHF', 0.95);
  const cart = await shop.given.cart({ total: '19.00 EUR' });
  const before = await shop.readCartAsText(cart);

  accepted(await shop.setCurrency(cart, 'CHF'));
  const inFrancs = await shop.readCartAsText(cart);
  accepted(await shop.setCurrency(cart, 'EUR'));

  // A dollar is 0.90 EUR and so 0.855 CHF.
  expect(inFrancs).toMatchObject({
    shipping: { price: '8.55 CHF' },
    totals: { subtotal: '9.50 CHF', shipping: '8.55 CHF', total: '18.05 CHF' },
    missing: [],
  });
  expect((await shop.readCartAsText(cart)).totals).toEqual(before.totals);
});

test('the rates that carriers offer are shown in the currency of the cart', async ({ shop }) => {
  await rate(shop, 'CHF', 0.95);
  const product = await shop.given.product();
  const cart = await shop.given.openCart({
    currency: 'CHF',
    address: GERMANY,
    items: [{ product, quantity: 1 }],
  });

  const { rates } = accepted(await shop.quoteShipping(cart));

  expect(new Set(withMoneyAsText(rates).map(({ price }) => price))).toEqual(new Set(['8.55 CHF']));
});

test.for(['SEK', 'eur'])('the shop takes no %j', async (currency, { shop }) => {
  const cart = await shop.given.openCart();

  const refusal = await shop.refuses('validation-failed', () => shop.setCurrency(cart, currency));

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/currency' }] });
});
