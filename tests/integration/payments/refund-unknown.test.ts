import { expect, test } from '@topheavy/testbed';

test('a refund that waits for the bank is set aside, and booked when the bank has carried it out', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.refundsWaitForTheBank(order);
  const refund = await shop.refund(order, '30.00 EUR');
  const waiting = await shop.read(order);
  await shop.bankCarriesOutRefund(order);

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(refund).toMatchObject({ status: 202, body: { status: 'processing', net: null, tax: null } });
  expect(waiting).toMatchObject({ refunded: '0.00 EUR', refundable: '70.00 EUR' });
  expect(await shop.read(order)).toMatchObject({
    refunded: '30.00 EUR',
    refundable: '70.00 EUR',
    refunds: [{ status: 'succeeded', net: '25.21 EUR', tax: '4.79 EUR' }],
  });
});

test('a refund that the bank sends back while it waits can be made again', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.refundsWaitForTheBank(order);
  await shop.refund(order, '30.00 EUR');
  await shop.bankReturnsRefund(order);

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(await shop.read(order)).toMatchObject({
    refunded: '0.00 EUR',
    refundable: '100.00 EUR',
    refunds: [{ status: 'failed' }],
  });
  expect(await shop.books(order)).toMatchObject({ payment_clearing: '100.00 EUR' });
});

test('a refund that the bank sends back after it succeeded is taken out of the books again', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  const before = await shop.books(order);
  await shop.refund(order, '30.00 EUR');
  const refunded = await shop.books(order);
  await shop.bankReturnsRefund(order);

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(refunded).toMatchObject({ payment_clearing: '70.00 EUR' });
  expect(await shop.books(order)).toEqual(before);
  expect(await shop.read(order)).toMatchObject({
    refunded: '0.00 EUR',
    refundable: '100.00 EUR',
    refunds: [{ status: 'failed', net: null, tax: null }],
  });
});

test('after a refund came back the money can be given back again, with all of its tax', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.refund(order, '33.33 EUR');
  await shop.bankReturnsRefund(order);
  await shop.deliverWebhooks({ provider: 'stripe' });

  await shop.refund(order, '66.67 EUR');
  await shop.refund(order, '33.33 EUR');

  expect(await shop.books(order)).toEqual({
    payment_clearing: '0.00 EUR',
    sales: '0.00 EUR',
    vat_payable: '0.00 EUR',
  });
});

test('where no webhook comes, the sweeper finds that the bank has carried a refund out', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.refundsWaitForTheBank(order);
  await shop.refund(order, '30.00 EUR');
  await shop.bankCarriesOutRefund(order);

  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.read(order)).toMatchObject({ refunded: '30.00 EUR', refundable: '70.00 EUR' });
});

test('a refund that never reached the provider is made by the sweeper, under the same key', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.loseRequest('stripe.refunds.create');
  await shop.refund(order, '30.00 EUR');

  await shop.sweepPayments({ minutesLater: 2 });

  const calls = await shop.journal({ op: 'stripe.refunds.create' });
  expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect(await shop.read(order)).toMatchObject({ refunded: '30.00 EUR', refundable: '70.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['30.00 EUR'] }]);
});

test('what one refund has set aside no other can give back', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.loseAnswer('stripe.refunds.create');
  await shop.refund(order, '30.00 EUR');

  const refusal = await shop.refuses('refund-exceeds-capture', () => shop.refund(order, '70.01 EUR'));

  expect(refusal).toMatchObject({ refundable: { amount: 7000, currency: 'EUR' } });
});
