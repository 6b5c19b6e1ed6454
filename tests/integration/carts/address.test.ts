import {
  accepted,
  DENMARK,
  expect,
  FRANCE,
  GERMANY,
  GREECE,
  test,
  type Address,
  type Shop,
} from '@topheavy/testbed';

type Id = { readonly id: string };

/** Asks for rates, of which all cost `dollars`, and takes the first. A dollar is 0.90 EUR. */
async function ship(shop: Shop, cart: Id, dollars: string) {
  await shop.fact('easypost', 'flat_rate', { dollars });
  const { rates } = accepted(await shop.quoteShipping(cart));
  accepted(await shop.chooseShippingRate(cart, rates[0]?.rateId ?? ''));
  return (await shop.readCartAsText(cart)).totals;
}

async function move(shop: Shop, cart: Id, address: Address) {
  accepted(await shop.setAddress(cart, address));
  const { totals, changes, missing } = await shop.readCartAsText(cart);
  return { totals, changes, missing };
}

test('an address that changes three times changes tax and shipping each time', async ({ shop }) => {
  const cart = await shop.given.cart({ total: '19.00 EUR', address: GERMANY });
  const outdated = { changes: [{ kind: 'shipping-rate-outdated' }], missing: ['shipping'] };

  const inFrance = await move(shop, cart, FRANCE);
  const toFrance = await ship(shop, cart, '15.00');
  const inDenmark = await move(shop, cart, DENMARK);
  const toDenmark = await ship(shop, cart, '12.00');
  const inGreece = await move(shop, cart, GREECE);
  const toGreece = await ship(shop, cart, '20.00');

  // The goods cost 10.00 gross everywhere: 10 × 20 / 120, 10 × 25 / 125, 10 × 24 / 124.
  expect(inFrance).toMatchObject({
    ...outdated,
    totals: { shipping: null, total: '10.00 EUR', tax: '1.67 EUR' },
  });
  expect(inDenmark).toMatchObject({
    ...outdated,
    totals: { shipping: null, total: '10.00 EUR', tax: '2.00 EUR' },
  });
  expect(inGreece).toMatchObject({
    ...outdated,
    totals: { shipping: null, total: '10.00 EUR', tax: '1.94 EUR' },
  });
  // 23.50 × 20 / 120, 20.80 × 25 / 125, 28.00 × 24 / 124.
  expect(toFrance).toMatchObject({ shipping: '13.50 EUR', total: '23.50 EUR', tax: '3.92 EUR' });
  expect(toDenmark).toMatchObject({ shipping: '10.80 EUR', total: '20.80 EUR', tax: '4.16 EUR' });
  expect(toGreece).toMatchObject({ shipping: '18.00 EUR', total: '28.00 EUR', tax: '5.42 EUR' });
});

test('a cart knows no tax and no total before it knows where it goes', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });

  const before = await shop.readCartAsText(cart);
  const after = await move(shop, cart, FRANCE);

  expect(before.totals).toMatchObject({
    subtotal: '10.00 EUR',
    net: null,
    tax: null,
    total: null,
    taxes: [],
  });
  expect(after.totals).toMatchObject({ net: '8.33 EUR', tax: '1.67 EUR', total: '10.00 EUR' });
});

test('moving within a country keeps the tax, but not the shipping', async ({ shop }) => {
  const cart = await shop.given.cart({ address: GERMANY });

  const moved = await move(shop, cart, { ...GERMANY, city: 'München', postalCode: '80331' });

  // 10.00 × 19 / 119.
  expect(moved.totals).toMatchObject({ tax: '1.60 EUR', shipping: null });
  expect(moved.changes).toEqual([{ kind: 'shipping-rate-outdated' }]);
});

test('going back to the address before brings back the shipping that was chosen for it', async ({ shop }) => {
  const cart = await shop.given.cart({ address: GERMANY });
  const before = await shop.readCartAsText(cart);

  await move(shop, cart, FRANCE);
  const back = await move(shop, cart, GERMANY);

  expect(back).toEqual({ totals: before.totals, changes: [], missing: [] });
});

test('an address without a second line leaves none of the one before', async ({ shop }) => {
  const short = GERMANY;
  const cart = await shop.given.openCart({ address: FRANCE });

  const { address } = accepted(await shop.setAddress(cart, short));

  expect(address).toEqual(short);
});

test.for([
  { postalCode: '106 79', city: 'Αθήνα', country: 'GR', why: 'a space and Greek letters' },
  { postalCode: 'D02 X285', city: 'Dublin', country: 'IE', why: 'letters' },
  { postalCode: '1000-205', city: 'Lisboa', country: 'PT', why: 'a hyphen' },
  { postalCode: '00100', city: 'Helsinki', country: 'FI', why: 'leading zeros' },
])('a postal code with $why is kept as it was written', async ({ postalCode, city, country }, { shop }) => {
  const cart = await shop.given.openCart();
  const address = { ...GERMANY, postalCode, city, country };

  accepted(await shop.setAddress(cart, address));

  expect(accepted(await shop.readCart(cart)).address).toEqual(address);
});

test('an address without a postal code is refused', async ({ shop }) => {
  const cart = await shop.given.openCart();

  const refusal = await shop.refuses('validation-failed', () =>
    shop.setAddress(cart, { ...GERMANY, postalCode: ' ' }),
  );

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/postalCode' }] });
});

test('a country that the tax service does not know is refused, and the address stays', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }], address: GERMANY });
  const answer = {
    on: { op: 'vatcomply.vat_rates.list' },
    phase: 'after-effect',
    effect: { kind: 'body', body: [] },
  } as const;
  await shop.fault({ ...answer, nth: { from: 1 } });

  const moved = await shop.refuses('destination-not-supported', () => shop.setAddress(cart, FRANCE));
  const made = await shop.refuses('destination-not-supported', () => shop.createCart({ address: FRANCE }));

  expect([moved.status, made.status]).toEqual([422, 422]);
  expect(accepted(await shop.readCart(cart)).address).toEqual(GERMANY);
});
