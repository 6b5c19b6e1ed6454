import { accepted, expect, FRANCE, test, withMoneyAsText } from '@topheavy/testbed';

test('a new cart is empty, in euros, for a consumer, and says what an order needs', async ({ shop }) => {
  const answer = await shop.createCart();

  expect(answer).toMatchObject({ status: 201, headers: { location: `/v1/carts/${answer.body.id}` } });
  expect(withMoneyAsText(answer.body)).toMatchObject({
    status: 'open',
    currency: 'EUR',
    taxMode: 'inclusive',
    items: [],
    address: null,
    coupon: null,
    shipping: null,
    exchangeRate: { base: 'EUR', quote: 'EUR', rate: '1.000000' },
    totals: {
      subtotal: '0.00 EUR',
      discount: '0.00 EUR',
      shipping: null,
      net: null,
      tax: null,
      total: null,
      taxes: [],
    },
    changes: [],
    missing: ['items', 'address', 'shipping'],
  });
  expect(accepted(await shop.readCart(answer.body))).toEqual(answer.body);
});

test('a cart may start with what was collected before signing in', async ({ shop }) => {
  const [mug, cup] = await shop.given.products(2, { price: '5.00 EUR' });
  const items = [
    { productId: cup?.id ?? '', quantity: 2 },
    { productId: mug?.id ?? '', quantity: 1 },
  ];

  const cart = accepted(
    await shop.createCart({ currency: 'EUR', taxMode: 'exclusive', items, address: FRANCE }),
  );

  expect(cart.items.map(({ productId, quantity }) => ({ productId, quantity }))).toEqual(items);
  expect(cart).toMatchObject({ taxMode: 'exclusive', address: FRANCE, missing: ['shipping'] });
  expect(withMoneyAsText(cart.totals)).toMatchObject({
    subtotal: '15.00 EUR',
    tax: '3.00 EUR',
    total: '18.00 EUR',
  });
  expect(accepted(await shop.readCart(cart))).toEqual(cart);
});

test('a cart with a product that is not sold is not made', async ({ shop }) => {
  const [sold, withdrawn] = await shop.given.products(2);
  accepted(await shop.updateProduct(withdrawn?.id ?? '', { active: false }));
  const items = [sold, withdrawn].map((product) => ({ productId: product?.id ?? '', quantity: 1 }));

  const refusal = await shop.refuses('product-not-found', () => shop.createCart({ items }));

  expect(refusal).toMatchObject({ status: 404, detail: expect.stringContaining(withdrawn?.id ?? '') });
});

test('a product that is named twice is refused: nobody knows which quantity was meant', async ({ shop }) => {
  const { id } = await shop.given.product();
  const items = [
    { productId: id, quantity: 1 },
    { productId: id, quantity: 2 },
  ];

  const refusal = await shop.refuses('validation-failed', () => shop.createCart({ items }));

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/items' }] });
});

test.for(['CH', 'EL', 'de'])('the shop does not sell to %j', async (country, { shop }) => {
  const refusal = await shop.refuses('validation-failed', () =>
    shop.createCart({ address: { ...FRANCE, country } }),
  );

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/address/country' }] });
});

test('a cart belongs to a customer: the back office has none', async ({ shop }) => {
  const allScopes = await shop.given.backOfficeWithout('none');

  const refusal = await shop.refuses('forbidden', () => shop.createCart({}, { as: allScopes }));

  expect(refusal.status).toBe(403);
});

test('a cart that is asked for again while it is being made is one cart', async ({ shop }) => {
  const make = () => shop.createCart({ currency: 'CHF' }, { idempotencyKey: 'cart-7' });
  const on = { op: 'frankfurter.rates.list' };
  const hold = await shop.fault({ on, phase: 'before-effect', effect: { kind: 'hold' } });

  const making = make();
  await shop.untilHeld(hold);
  const early = await make();
  await shop.release(hold);
  const made = accepted(await making);

  expect(early).toMatchObject({ status: 409, problem: { slug: 'idempotency-key-in-progress' } });
  expect(accepted(await make())).toEqual(made);
});
