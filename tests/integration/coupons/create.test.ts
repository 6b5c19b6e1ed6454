import { accepted, expect, test, withMoneyAsText } from '@topheavy/testbed';

test('a coupon takes off a share', async ({ shop }) => {
  const answer = await shop.createCoupon({ code: shop.own('TEN-OFF'), percent: 10 });

  expect(answer.status).toBe(201);
  expect(answer.headers['location']).toBe(`/v1/coupons/${shop.own('TEN-OFF')}`);
  expect(accepted(await shop.readCoupon(shop.own('TEN-OFF')))).toEqual(answer.body);
  expect(answer.body).toMatchObject({
    code: shop.own('TEN-OFF'),
    terms: { kind: 'percentage', basisPoints: 1000 },
    minimum: null,
    validFrom: null,
    validUntil: null,
    usageLimit: null,
    perCustomerLimit: null,
    timesUsed: 0,
  });
});

test('a coupon takes off an amount, with all the limits it was given', async ({ shop }) => {
  const validFrom = new Date('2026-01-01T00:00:00.000Z');
  const validUntil = new Date('2027-01-01T00:00:00.000Z');
  const limits = { usageLimit: 100, perCustomerLimit: 1 };

  const coupon = accepted(
    await shop.createCoupon({ amount: '5.00 EUR', minimum: '20.00 EUR', validFrom, validUntil, ...limits }),
  );

  expect(accepted(await shop.readCoupon(coupon.code))).toEqual(coupon);
  expect(withMoneyAsText(coupon)).toMatchObject({
    terms: { kind: 'amount', amount: '5.00 EUR' },
    minimum: '20.00 EUR',
    validFrom: '2026-01-01T00:00:00.000Z',
    validUntil: '2027-01-01T00:00:00.000Z',
    ...limits,
  });
});

test.for(['0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-23:59'])(
  'a coupon is not valid from %s: its offset leads out of the years that the shop can write',
  async (validFrom, { shop }) => {
    const refusal = await shop.refuses('validation-failed', () =>
      shop.call('createCoupon', {
        key: shop.backOffice.key,
        body: { code: 'ODD', terms: { kind: 'percentage', basisPoints: 100 }, validFrom },
      }),
    );

    expect(refusal['errors']).toMatchObject([
      { pointer: '/body/validFrom', detail: 'must be in the years 1 to 9999' },
    ]);
  },
);

test('a window may be given in the time of any place, from the first year that the shop can write to the last', async ({
  shop,
}) => {
  const { status, body } = await shop.call('createCoupon', {
    key: shop.backOffice.key,
    body: {
      code: shop.own('LONG'),
      terms: { kind: 'percentage', basisPoints: 100 },
      validFrom: '0001-01-01T02:00:00+02:00',
      validUntil: '9999-12-31T21:59:59-02:00',
    },
  });

  expect(status).toBe(201);
  expect(body).toMatchObject({
    validFrom: '0001-01-01T00:00:00.000Z',
    validUntil: '9999-12-31T23:59:59.000Z',
  });
});

test('a code may be typed in any case', async ({ shop }) => {
  const product = await shop.given.product();
  const cart = await shop.given.openCart({ items: [{ product, quantity: 1 }] });

  const created = accepted(await shop.createCoupon({ code: shop.own('Summer-26') }));
  const applied = accepted(await shop.applyCoupon(cart, shop.own('sUMMER-26')));

  expect(created.code).toBe(shop.own('SUMMER-26'));
  expect(accepted(await shop.readCoupon(shop.own('summer-26')))).toEqual(created);
  expect(applied.coupon).toEqual({ code: shop.own('SUMMER-26'), applied: true, refusal: null });
});

test('a code is given once, in whatever case', async ({ shop }) => {
  await shop.given.coupon({ code: shop.own('SUMMER'), percent: 10 });

  const refusal = await shop.refuses('coupon-code-taken', () =>
    shop.createCoupon({ code: shop.own('summer'), percent: 50 }),
  );

  expect(refusal.status).toBe(409);
});

test('a code that nobody gave out is not found', async ({ shop }) => {
  const cart = await shop.given.openCart();

  const read = await shop.refuses('coupon-not-found', () => shop.readCoupon('NOWHERE'));
  const applied = await shop.refuses('coupon-not-found', () => shop.applyCoupon(cart, 'NOWHERE'));

  expect([read.status, applied.status]).toEqual([404, 404]);
  expect(read).toMatchObject({ detail: 'There is no coupon with the code NOWHERE.' });
});

test('a coupon that ends before it begins is refused', async ({ shop }) => {
  const validFrom = new Date('2026-06-01T00:00:00Z');

  const refusal = await shop.refuses('validation-failed', () =>
    shop.createCoupon({ validFrom, validUntil: validFrom }),
  );

  expect(refusal).toMatchObject({
    status: 422,
    errors: [{ pointer: '/body/validUntil', detail: 'must be after validFrom' }],
  });
});

test.for([
  { coupon: { percent: 0 }, pointer: '/body/terms/basisPoints', why: 'nothing' },
  { coupon: { percent: 101 }, pointer: '/body/terms/basisPoints', why: 'more than everything' },
  {
    coupon: { amount: '5.00 USD' },
    pointer: '/body/terms/amount/currency',
    why: 'another currency than the prices',
  },
])('a coupon that takes off $why is refused', async ({ coupon, pointer }, { shop }) => {
  const refusal = await shop.refuses('validation-failed', () => shop.createCoupon(coupon));

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer }] });
});

test.for(['AB', 'A'.repeat(41), 'TEN OFF'])('%j is no code', async (code, { shop }) => {
  const made = await shop.refuses('validation-failed', () => shop.createCoupon({ code }));
  const read = await shop.refuses('validation-failed', () => shop.readCoupon(code));

  const detail = 'must be 3 to 40 letters, digits and hyphens';
  expect(made).toMatchObject({ status: 422, errors: [{ pointer: '/body/code', detail }] });
  expect(read).toMatchObject({ status: 422, errors: [{ pointer: '/params/code', detail }] });
});

test('an order uses a coupon, and a cancelled order gives its use back', async ({ shop }) => {
  const code = await shop.given.coupon();
  const usesOf = async () => accepted(await shop.readCoupon(code)).timesUsed;

  await shop.given.cart({ coupon: code });
  const inCart = await usesOf();
  const order = await shop.given.placedOrder({ coupon: code });
  const ordered = await usesOf();
  accepted(await shop.cancelOrder(order));

  expect([inCart, ordered, await usesOf()]).toEqual([0, 1, 0]);
});

test('the database refuses a use beyond the limit', async ({ shop }) => {
  const code = await shop.given.coupon({ usageLimit: 1 });

  const beyond = shop.sql('UPDATE coupons SET times_used = 2 WHERE code = $1', [code]);

  await expect(beyond).rejects.toThrow('coupons_used_within_limit');
});
