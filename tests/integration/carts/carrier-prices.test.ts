import { expect, GERMANY, test, type Shop } from '@topheavy/testbed';

/** A quote for a cart in the carriers' own currency, when they write their prices like this. */
async function quoteAt(shop: Shop, price: string) {
  const cart = await shop.given.openCart({
    currency: 'USD',
    items: [{ product: await shop.given.product(), quantity: 1 }],
    address: GERMANY,
  });
  const priced = await shop.lastingFault({
    on: { op: 'easypost.shipments.create' },
    phase: 'after-effect',
    effect: { kind: 'drift', changes: [{ change: 'enum', path: '$.rates[*].rate', value: price }] },
  });
  const { status, body } = await shop.quoteShipping(cart);
  await priced.end();
  return { status, prices: new Set(body.rates?.map(({ price: { amount } }) => amount)) };
}

test.for([
  ['11.01', 1101],
  ['11.0100', 1101],
  ['11.1', 1110],
  ['11', 1100],
  ['0.07', 7],
] as const)('a carrier’s price of %s dollars is %i cents', async ([price, cents], { shop }) => {
  expect(await quoteAt(shop, price)).toEqual({ status: 200, prices: new Set([cents]) });
});

test.for(['11.015', '11.001', '1,101', '-11.01', '11.'])(
  'a carrier’s price of %s is no amount, and not guessed at',
  async (price, { shop }) => {
    expect(await quoteAt(shop, price)).toMatchObject({ status: 503 });
  },
);
