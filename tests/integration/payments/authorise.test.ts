import { expect, test } from '@topheavy/testbed';

test("an authorised payment holds the order's total, takes nothing yet and confirms the order", async ({
  shop,
}) => {
  const order = await shop.given.placedOrder({ total: '100.00 EUR' });

  const payment = await shop.authorize(order);

  expect(payment).toMatchObject({ status: 201, headers: { location: `/v1/payments/${payment.body.id}` } });
  expect(await shop.read(order)).toMatchObject({
    status: 'confirmed',
    paymentStatus: 'authorized',
    authorized: '100.00 EUR',
    captured: '0.00 EUR',
    capturable: '100.00 EUR',
  });
  expect(await shop.atTheBank(order)).toEqual([
    { status: 'requires_capture', amount: '100.00 EUR', captured: '0.00 EUR', refunds: [] },
  ]);
});

test.for([
  ['JPY', /^\d+ JPY$/],
  ['KWD', /^\d+\.\d\d0 KWD$/],
  ['CHF', /^\d+\.\d\d CHF$/],
] as const)(
  'an order in %s is charged to the last minor unit that cards take',
  async ([currency, looks], { shop }) => {
    const product = await shop.given.product({ price: '33.33 EUR' });
    const order = await shop.given.placedOrder({ currency, items: [{ product, quantity: 3 }] });

    const payment = await shop.authorize(order);

    expect(payment.status).toBe(201);
    expect(order.total).toMatch(looks);
    expect(await shop.atTheBank(order)).toMatchObject([{ status: 'requires_capture', amount: order.total }]);
  },
);

test('an order has one payment: a second one is refused and names the first', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();

  const refusal = await shop.refuses('payment-already-exists', () => shop.authorize(order));

  expect(refusal).toMatchObject({ status: 409, paymentId: order.paymentId });
  expect(refusal.detail).toBe(`The payment ${order.paymentId} of this order is authorized.`);
});

test('an order that was cancelled cannot be paid', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.cancelOrder(order);

  const refusal = await shop.refuses('invalid-state-transition', () => shop.authorize(order));

  expect(refusal).toMatchObject({ status: 409, from: 'cancelled', action: 'authorize', allowed: [] });
  expect(refusal.detail).toBe('An order that is cancelled cannot be paid.');
});

test("somebody else's order cannot be paid, and looks as if it did not exist", async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const stranger = await shop.given.customer();

  const theirs = await shop.refuses('order-not-found', () =>
    shop.authorize(order, 'pm_card_visa', { as: stranger }),
  );
  const nobodys = await shop.refuses('order-not-found', () =>
    shop.authorize({ id: shop.customer.customerId ?? '' }),
  );

  expect([theirs.status, nobodys.status]).toEqual([404, 404]);
});

test('a payment is read with its version, and not sent again while that stays', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  const first = await shop.readPayment(order);

  const again = await shop.readPayment(order, {
    headers: { 'if-none-match': first.headers['etag'] ?? '', 'cache-control': 'max-age=0' },
  });
  await shop.capture(order, '1.00 EUR');
  const changed = await shop.readPayment(order, {
    headers: { 'if-none-match': first.headers['etag'] ?? '', 'cache-control': 'max-age=0' },
  });

  expect([first.status, again.status, changed.status]).toEqual([200, 304, 200]);
  expect(changed.headers['etag']).not.toBe(first.headers['etag']);
});

test("somebody else's payment cannot be read", async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  const stranger = await shop.given.customer();

  const theirs = await shop.readPayment(order, { as: stranger });
  const nobodys = await shop.readPayment({ ...order, paymentId: order.id });

  expect(theirs).toMatchObject({ status: 404, problem: { slug: 'payment-not-found' } });
  expect(nobodys).toMatchObject({ status: 404, problem: { slug: 'payment-not-found' } });
});
