import { expect, test } from '@topheavy/testbed';

test('a hold is captured in parts, and the part that takes the exact rest is the last', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const first = await shop.capture(order, '40.00 EUR');
  const last = await shop.capture(order, '60.00 EUR');

  expect(first).toMatchObject({ status: 201, body: { status: 'succeeded', final: false } });
  expect(last).toMatchObject({ status: 201, body: { status: 'succeeded', final: true } });
  expect(first.headers['location']).toBe(`/v1/payments/${order.paymentId}`);
  expect(await shop.read(order)).toMatchObject({
    paymentStatus: 'captured',
    captured: '100.00 EUR',
    capturable: '0.00 EUR',
  });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'succeeded', captured: '100.00 EUR' }]);
});

test('each part carries its share of the tax, and all parts together exactly the tax of the order', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  for (const part of ['33.33 EUR', '33.33 EUR', '33.34 EUR']) await shop.capture(order, part);

  const { captures, totals } = await shop.read(order);
  expect(totals.tax).toBe('15.97 EUR');
  expect(captures?.map(({ net, tax }) => [net, tax])).toEqual([
    ['28.01 EUR', '5.32 EUR'],
    ['28.00 EUR', '5.33 EUR'],
    ['28.02 EUR', '5.32 EUR'],
  ]);
});

test('a final capture lets go of the rest: nothing can be captured after it', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  await shop.capture(order, '40.00 EUR', { final: true });

  expect(await shop.read(order)).toMatchObject({
    paymentStatus: 'captured',
    captured: '40.00 EUR',
    capturable: '0.00 EUR',
  });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'succeeded', captured: '40.00 EUR' }]);
  const refusal = await shop.refuses('invalid-state-transition', () => shop.capture(order, '1.00 EUR'));
  expect(refusal).toMatchObject({ status: 409, from: 'captured', action: 'capture' });
});

test('a capture takes no more than what is left of the hold, and the refusal says how much that is', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.capture(order, '40.00 EUR');

  const refusal = await shop.refuses('capture-exceeds-authorization', () => shop.capture(order, '60.01 EUR'));

  expect(refusal).toMatchObject({ status: 422, capturable: { amount: 6000, currency: 'EUR' } });
});

test('a capture in another currency than the hold is refused', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();

  const refusal = await shop.refuses('currency-mismatch', () => shop.capture(order, '1.00 USD'));

  expect(refusal.status).toBe(422);
});

test.for(['0.00 EUR', '-1.00 EUR'])('a capture of %s is refused as no amount', async (amount, { shop }) => {
  const order = await shop.given.authorisedOrder();

  const refusal = await shop.refuses('validation-failed', () => shop.capture(order, amount));

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/amount/amount' }] });
});

test('a capture in dinars is refused before the provider is asked when cards cannot take it', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ currency: 'KWD' });

  const refusal = await shop.refuses('payment-rejected', () => shop.capture(order, '1.005 KWD'));

  expect(refusal).toMatchObject({ status: 422, detail: expect.stringContaining('10') });
  expect(await shop.journal({ op: 'stripe.payment_intents.capture' })).toEqual([]);
  expect(await shop.capture(order, '1.010 KWD')).toMatchObject({ status: 201 });
});

test('nothing is captured from a hold that was let go with its order', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  await shop.cancelOrder(order);

  const refusal = await shop.refuses('invalid-state-transition', () => shop.capture(order, '1.00 EUR'));

  expect(refusal).toMatchObject({ status: 409, from: 'voided' });
});

test('nothing is captured while the customer still has to authenticate', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const { body: payment } = await shop.authorize(order, 'pm_card_threeDSecure2Required');

  const refusal = await shop.refuses('invalid-state-transition', () =>
    shop.capture({ ...order, paymentId: payment.id }, '1.00 EUR'),
  );

  expect(refusal).toMatchObject({
    status: 409,
    from: 'requires_action',
    detail: 'A payment that is requires_action cannot take the action capture.',
    allowed: ['authorize', 'decline', 'fail', 'void'],
  });
});

test('a capture that the provider refuses takes nothing, and its amount can be captured again', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.reject('stripe.payment_intents.capture');

  const rejected = await shop.capture(order, '100.00 EUR');

  const { captures } = (await shop.readPayment(order)).body;
  expect(rejected).toMatchObject({
    status: 422,
    problem: { slug: 'payment-rejected', captureId: captures[0]?.id },
  });
  expect(await shop.read(order)).toMatchObject({
    captured: '0.00 EUR',
    capturable: '100.00 EUR',
    captures: [{ status: 'failed', net: null, tax: null }],
  });
  expect(await shop.capture(order, '100.00 EUR')).toMatchObject({ status: 201 });
});

test("somebody else's payment cannot be captured, even with a key that may capture", async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  const stranger = await shop.given.customerWithout('ledger:read');

  const theirs = await shop.refuses('payment-not-found', () =>
    shop.capture(order, '1.00 EUR', { as: stranger }),
  );
  const nobodys = await shop.refuses('payment-not-found', () =>
    shop.capture({ ...order, paymentId: order.id }, '1.00 EUR'),
  );

  expect([theirs.status, nobodys.status]).toEqual([404, 404]);
});
