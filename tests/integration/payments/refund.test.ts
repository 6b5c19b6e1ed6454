import { expect, test } from '@topheavy/testbed';

test('a refund gives back a part of what was captured, with its share of the tax and its reason', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });

  const refund = await shop.refund(order, '30.00 EUR', { reason: 'One cup was broken' });

  expect(refund).toMatchObject({ status: 201, body: { status: 'succeeded', paymentId: order.paymentId } });
  expect(await shop.read(order)).toMatchObject({
    refunded: '30.00 EUR',
    refundable: '70.00 EUR',
    refunds: [{ amount: '30.00 EUR', net: '25.21 EUR', tax: '4.79 EUR', reason: 'One cup was broken' }],
  });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['30.00 EUR'] }]);
});

test('refunds in parts give back exactly the tax that the capture took, to the cent', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });

  for (const part of ['33.33 EUR', '33.33 EUR', '33.34 EUR']) await shop.refund(order, part);

  const { captures, refunds, refunded } = await shop.read(order);
  expect(captures).toMatchObject([{ net: '84.03 EUR', tax: '15.97 EUR' }]);
  expect(refunds?.map(({ net, tax }) => [net, tax])).toEqual([
    ['28.01 EUR', '5.32 EUR'],
    ['28.00 EUR', '5.33 EUR'],
    ['28.02 EUR', '5.32 EUR'],
  ]);
  expect(refunded).toBe('100.00 EUR');
});

test('refunds give back no more than was captured, and the refusal says how much that is', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR', captured: '50.00 EUR' });
  await shop.refund(order, '20.00 EUR');

  const refusal = await shop.refuses('refund-exceeds-capture', () => shop.refund(order, '30.01 EUR'));

  expect(refusal).toMatchObject({ status: 422, refundable: { amount: 3000, currency: 'EUR' } });
});

test('what was refunded cannot be captured again, and what is captured later can be refunded', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR', captured: '50.00 EUR' });
  await shop.refund(order, '50.00 EUR');

  const refusal = await shop.refuses('capture-exceeds-authorization', () => shop.capture(order, '50.01 EUR'));
  await shop.capture(order, '50.00 EUR');

  expect(refusal).toMatchObject({ capturable: { amount: 5000, currency: 'EUR' } });
  expect(await shop.read(order)).toMatchObject({ captured: '100.00 EUR', refundable: '50.00 EUR' });
});

test('nothing is given back of a hold that took nothing', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();

  const refusal = await shop.refuses('refund-exceeds-capture', () => shop.refund(order, '1.00 EUR'));

  expect(refusal).toMatchObject({ status: 422, refundable: { amount: 0, currency: 'EUR' } });
});

test('nothing is given back of a hold that was let go with its order', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  await shop.cancelOrder(order);

  const refusal = await shop.refuses('invalid-state-transition', () => shop.refund(order, '1.00 EUR'));

  expect(refusal).toMatchObject({ status: 409, from: 'voided', action: 'refund', allowed: [] });
});

test('a refund in another currency than the payment is refused', async ({ shop }) => {
  const order = await shop.given.capturedOrder();

  const refusal = await shop.refuses('currency-mismatch', () => shop.refund(order, '1.00 GBP'));

  expect(refusal.status).toBe(422);
});

test.for(['0.00 EUR', '-1.00 EUR'])('a refund of %s is refused as no amount', async (amount, { shop }) => {
  const order = await shop.given.capturedOrder();

  const refusal = await shop.refuses('validation-failed', () => shop.refund(order, amount));

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/amount/amount' }] });
});

test('a refund that the provider refuses gives nothing back, and can be made later', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.reject('stripe.refunds.create');

  const rejected = await shop.refund(order, '100.00 EUR');

  const { refunds } = (await shop.readPayment(order)).body;
  expect(rejected).toMatchObject({
    status: 422,
    problem: { slug: 'payment-rejected', refundId: refunds[0]?.id },
  });
  expect(await shop.read(order)).toMatchObject({
    refunded: '0.00 EUR',
    refundable: '100.00 EUR',
    refunds: [{ status: 'failed', net: null, tax: null }],
  });
  expect(await shop.refund(order, '100.00 EUR')).toMatchObject({ status: 201 });
});

test("somebody else's payment cannot be refunded, even with a key that may refund", async ({ shop }) => {
  const order = await shop.given.capturedOrder();
  const stranger = await shop.given.customerWithout('ledger:read');

  const theirs = await shop.refuses('payment-not-found', () =>
    shop.refund(order, '1.00 EUR', { as: stranger }),
  );
  const nobodys = await shop.refuses('payment-not-found', () =>
    shop.refund({ ...order, paymentId: order.id }, '1.00 EUR'),
  );

  expect([theirs.status, nobodys.status]).toEqual([404, 404]);
});
