import { accepted, expect, GERMANY, test } from '@topheavy/testbed';

test('the carriers are asked for what the parcel weighs and where it goes', async ({ shop }) => {
  const product = await shop.given.product({ weightGrams: 1000 });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 2 }], address: GERMANY });

  accepted(await shop.quoteShipping(cart));

  // 2000 g are 70.548 ounces.
  const [exchange] = await shop.journal({ op: 'easypost.shipments.create' });
  expect(exchange?.requestBody).toMatchObject({
    shipment: {
      to_address: { city: 'Berlin', zip: '10117', country: 'DE' },
      parcel: { weight: 70.6 },
      reference: cart.id,
    },
  });
});

test('a rate that is chosen becomes part of the total', async ({ shop }) => {
  const product = await shop.given.product({ price: '10.00 EUR' });
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }], address: GERMANY });
  const { rates } = accepted(await shop.quoteShipping(cart));

  accepted(await shop.chooseShippingRate(cart, rates[1]?.rateId ?? ''));

  const { shipping, totals, missing } = await shop.readCartAsText(cart);
  expect(rates.map(({ carrier, service, deliveryDays }) => [carrier, service, deliveryDays])).toEqual([
    ['UPS', 'UPSStandard', 2],
    ['UPS', 'UPSSaver', 1],
    ['UPS', 'Express', 1],
  ]);
  expect(shipping).toEqual({ ...rates[1], price: '9.00 EUR' });
  expect(totals).toMatchObject({ shipping: '9.00 EUR', total: '19.00 EUR' });
  expect(missing).toEqual([]);
});

// What a float makes of these: 434.99999999999994 and 1998.9999999999998.
test.for(['4.35', '19.99'])('a rate of %s US dollars costs just that', async (dollars, { shop }) => {
  const product = await shop.given.product();
  const items = [{ product, quantity: 1 }];
  const cart = await shop.given.openCart({ items, address: GERMANY, currency: 'USD' });
  await shop.fact('easypost', 'flat_rate', { dollars });

  const { rates } = accepted(await shop.quoteShipping(cart));
  accepted(await shop.chooseShippingRate(cart, rates[0]?.rateId ?? ''));

  const { shipping } = await shop.readCartAsText(cart);
  expect(shipping).toMatchObject({ price: `${dollars} USD` });
});

test('another choice takes the place of the first', async ({ shop }) => {
  const cart = await shop.given.cart();
  const { rates } = accepted(await shop.quoteShipping(cart));
  accepted(await shop.chooseShippingRate(cart, rates[0]?.rateId ?? ''));

  const changed = accepted(await shop.chooseShippingRate(cart, rates[2]?.rateId ?? ''));

  expect(changed.shipping).toMatchObject({ service: 'Express' });
});

test.for([
  { wishes: { address: GERMANY }, missing: ['items'], why: 'nothing to send' },
  { wishes: {}, missing: ['items', 'address'], why: 'nothing to send and nowhere to send it' },
])('a cart with $why has no shipping rates', async ({ wishes, missing }, { shop }) => {
  const cart = await shop.given.openCart(wishes);

  const refusal = await shop.refuses('cart-not-ready', () => shop.quoteShipping(cart));

  expect(refusal).toMatchObject({ status: 409, missing });
  expect(await shop.timesAsked('carriers')).toBe(0);
});

test('other quantities outdate the shipping; the quantities before bring it back', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });

  const heavier = accepted(await shop.putItem(cart, product, 2));
  const asBefore = accepted(await shop.putItem(cart, product, 1));

  expect(heavier).toMatchObject({
    shipping: null,
    totals: { shipping: null },
    changes: [{ kind: 'shipping-rate-outdated' }],
    missing: ['shipping'],
  });
  expect(asBefore).toMatchObject({ shipping: cart.shipping, changes: [], missing: [] });
});

test('a coupon, a currency and a new price leave the shipping as it is', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });

  accepted(await shop.applyCoupon(cart, await shop.given.coupon()));
  accepted(await shop.changePrice(product.id, '20.00 EUR'));
  const changed = accepted(await shop.setCurrency(cart, 'USD'));

  expect(changed.shipping?.rateId).toBe(cart.shipping?.rateId);
});

test('new rates replace the ones before, and the choice among those', async ({ shop }) => {
  const cart = await shop.given.cart();
  const before = cart.shipping?.rateId ?? '';

  accepted(await shop.quoteShipping(cart));

  const refusal = await shop.refuses('shipping-rate-not-found', () => shop.chooseShippingRate(cart, before));
  const read = accepted(await shop.readCart(cart));
  expect(refusal.status).toBe(404);
  expect(read).toMatchObject({ shipping: null, changes: [], missing: ['shipping'] });
});

test('a rate that was quoted for other items cannot be chosen', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }], address: GERMANY });
  const { rates } = accepted(await shop.quoteShipping(cart));
  accepted(await shop.putItem(cart, product, 50));

  const refusal = await shop.refuses('shipping-rate-not-found', () =>
    shop.chooseShippingRate(cart, rates[0]?.rateId ?? ''),
  );

  expect(refusal.status).toBe(404);
});

test('a rate that was quoted for another cart cannot be chosen', async ({ shop }) => {
  const [mine, other] = [await shop.given.cart(), await shop.given.cart()];

  await shop.refuses('shipping-rate-not-found', () =>
    shop.chooseShippingRate(mine, other.shipping?.rateId ?? ''),
  );

  expect(accepted(await shop.readCart(mine)).shipping).toEqual(mine.shipping);
});

test('the carriers are not asked about a cart that was ordered', async ({ shop }) => {
  const ordered = await shop.given.orderedCart();
  const asked = await shop.timesAsked('carriers');

  await shop.refuses('cart-already-ordered', () => shop.quoteShipping(ordered));

  expect(await shop.timesAsked('carriers')).toBe(asked);
});

test('a parcel that no carrier takes is refused', async ({ shop }) => {
  const anvil = await shop.given.product({ weightGrams: 70_000 });
  const cart = await shop.given.openCart({ items: [{ product: anvil, quantity: 1 }], address: GERMANY });

  const refusal = await shop.refuses('destination-not-supported', () => shop.quoteShipping(cart));

  expect(refusal.status).toBe(422);
});

test('an address that the carriers turn down is refused as such, not as an outage', async ({ shop }) => {
  const cart = await shop.given.cart();
  const body = {
    error: { code: 'ADDRESS.VERIFY.FAILURE', message: 'Unable to verify address.', errors: [] },
  };
  await shop.fault({
    on: { op: 'easypost.shipments.create' },
    phase: 'before-effect',
    effect: { kind: 'status', code: 422, body },
  });

  const refusal = await shop.refuses('destination-not-supported', () => shop.quoteShipping(cart));

  expect(refusal.status).toBe(422);
});

test('a cart that changed while the carriers were thinking has no use for their rates', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }], address: GERMANY });
  const hold = await shop.fault({
    on: { op: 'easypost.shipments.create' },
    phase: 'before-effect',
    effect: { kind: 'hold' },
  });

  const quoting = shop.quoteShipping(cart);
  await shop.untilHeld(hold);
  accepted(await shop.putItem(cart, product, 3));
  await shop.release(hold);
  const { rates } = accepted(await quoting);

  await shop.refuses('shipping-rate-not-found', () => shop.chooseShippingRate(cart, rates[0]?.rateId ?? ''));
});

test('a cart that is ordered while the carriers are thinking stays as it was ordered', async ({ shop }) => {
  const cart = await shop.given.cart({ total: '19.00 EUR' });
  const on = { op: 'easypost.shipments.create' };
  const hold = await shop.fault({ on, phase: 'before-effect', effect: { kind: 'hold' } });

  const quoting = shop.quoteShipping(cart);
  await shop.untilHeld(hold);
  accepted(await shop.placeOrder(cart, '19.00 EUR'));
  await shop.release(hold);

  expect(await quoting).toMatchObject({ status: 409, problem: { slug: 'cart-already-ordered' } });
  expect(accepted(await shop.readCart(cart)).shipping).toEqual(cart.shipping);
});
