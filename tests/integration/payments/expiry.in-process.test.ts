import { expect, test } from '@topheavy/testbed';

const EIGHT_DAYS_MS = 8 * 24 * 60 * 60 * 1000;

test('a hold that ran out at the bank after seven days is over here too, as soon as its webhook comes', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  await shop.passTime(EIGHT_DAYS_MS);

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(await shop.read(order)).toMatchObject({ paymentStatus: 'voided', capturable: '0.00 EUR' });
  const refusal = await shop.refuses('invalid-state-transition', () => shop.capture(order, '1.00 EUR'));
  expect(refusal).toMatchObject({ from: 'voided' });
});

test('a hold that ran out unnoticed is found out by the capture that comes too late', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  await shop.passTime(EIGHT_DAYS_MS);

  const late = await shop.capture(order, '1.00 EUR');

  expect(late).toMatchObject({ status: 422, problem: { slug: 'payment-rejected' } });
  expect(await shop.read(order)).toMatchObject({ paymentStatus: 'voided', captured: '0.00 EUR' });
});

test('of a hold that ran out after a part was captured, that part stays taken and can be refunded', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR', captured: '40.00 EUR' });
  await shop.passTime(EIGHT_DAYS_MS);

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(await shop.read(order)).toMatchObject({
    paymentStatus: 'captured',
    captured: '40.00 EUR',
    capturable: '0.00 EUR',
  });
  expect(await shop.refund(order, '40.00 EUR')).toMatchObject({ status: 201 });
});

test('a hold that runs out while nobody knows what became of a capture is over once that is known', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  await shop.loseRequest('stripe.payment_intents.capture');
  await shop.capture(order, '40.00 EUR');
  await shop.passTime(EIGHT_DAYS_MS);

  await shop.deliverWebhooks({ provider: 'stripe' });
  const meanwhile = await shop.read(order);
  await shop.sweepPayments();

  expect(meanwhile).toMatchObject({ paymentStatus: 'authorized', captures: [{ status: 'processing' }] });
  expect(await shop.read(order)).toMatchObject({
    paymentStatus: 'voided',
    captured: '0.00 EUR',
    captures: [{ status: 'failed' }],
  });
});

test('an order whose hold ran out can still be cancelled', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  await shop.passTime(EIGHT_DAYS_MS);

  const cancelled = await shop.cancelOrder(order);

  expect(cancelled.status).toBe(200);
  expect(await shop.read(order)).toMatchObject({ status: 'cancelled', paymentStatus: 'voided' });
});
