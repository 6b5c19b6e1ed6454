import { expect, test } from '@topheavy/testbed';
import { givenWaitingPayment } from './waiting-payment.ts';

test('a payment that waits for its customer is voided, and the order can be paid anew', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);

  const voided = await shop.void(order);

  expect(voided).toMatchObject({
    status: 200,
    body: { id: order.paymentId, status: 'voided', nextActionUrl: null },
  });
  expect(await shop.read(order)).toMatchObject({ status: 'pending_payment' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled' }]);
  expect(await shop.authorize(order)).toMatchObject({ status: 201 });
});

test('voiding twice is voiding once', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  const first = await shop.void(order);

  const second = await shop.void(order);

  expect(second).toMatchObject({ status: 200, body: first.body, headers: { etag: first.headers['etag'] } });
  expect(await shop.journal({ op: 'stripe.payment_intents.cancel' })).toHaveLength(1);
});

test('the hold that a confirmed order relies on is not voided: the order is to be cancelled instead', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();

  const refusal = await shop.refuses('invalid-state-transition', () => shop.void(order));

  expect(refusal).toMatchObject({ status: 409, from: 'authorized', action: 'void' });
  // It says what can be done instead.
  expect(refusal['allowed']).not.toContain('void');
  expect(refusal.detail).toContain(`/v1/orders/${order.id}/cancel`);
});

test('a payment that took money is not voided', async ({ shop }) => {
  const order = await shop.given.capturedOrder();

  const refusal = await shop.refuses('invalid-state-transition', () => shop.void(order));

  expect(refusal).toMatchObject({ status: 409, from: 'captured', allowed: ['refund'] });
});

test('a payment of which a part was captured is not voided, whatever a repair by hand made of its order', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR', captured: '40.00 EUR' });
  await shop.sql(
    `WITH repaired AS (
       UPDATE orders SET status = 'pending_payment', confirmed_at = NULL WHERE id = $1 RETURNING id, version)
     UPDATE outbox SET payload = payload || '{"status": "pending_payment"}' FROM repaired
     WHERE aggregate_id = repaired.id AND aggregate_version = repaired.version`,
    [order.id],
  );

  const refusal = await shop.refuses('invalid-state-transition', () => shop.void(order));

  expect(refusal).toMatchObject({ status: 409, from: 'authorized', action: 'void' });
  expect(refusal.detail).toContain('make a final capture, or refund it');
});

test('a void that the provider did not hear of is promised, and the sweeper keeps the promise', async ({
  shop,
}) => {
  const order = await givenWaitingPayment(shop);
  await shop.loseRequest('stripe.payment_intents.cancel');

  const promised = await shop.void(order);
  await shop.sweepPayments({ minutesLater: 2 });

  expect(promised).toMatchObject({ status: 202, body: { status: 'requires_action' } });
  expect(await shop.readPayment(order)).toMatchObject({ body: { status: 'voided' } });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled' }]);
});

test('a void that is promised already is promised once', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.loseRequest('stripe.payment_intents.cancel', 4);
  const first = await shop.void(order);

  const second = await shop.void(order);

  expect(first.status).toBe(202);
  expect(second).toMatchObject({ status: 202, headers: { etag: first.headers['etag'] } });
});

test('a promised void is kept although the customer authenticates before it reaches the provider', async ({
  shop,
}) => {
  const order = await givenWaitingPayment(shop);
  await shop.loseRequest('stripe.payment_intents.cancel');
  await shop.void(order);
  await shop.customerAuthenticates(order);
  await shop.deliverWebhooks({ provider: 'stripe' });
  const meanwhile = await shop.read(order);

  await shop.sweepPayments({ minutesLater: 2 });

  expect(meanwhile).toMatchObject({ status: 'pending_payment', capturable: '0.00 EUR' });
  expect(await shop.read(order)).toMatchObject({ status: 'pending_payment', paymentStatus: 'voided' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled' }]);
});

test('a void whose answer was lost is recorded when the webhook comes', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.loseAnswer('stripe.payment_intents.cancel');
  await shop.void(order);

  await shop.deliverWebhooks({ provider: 'stripe' });

  expect(await shop.readPayment(order)).toMatchObject({ body: { status: 'voided' } });
});

test("somebody else's payment cannot be voided, even with a key that may void", async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  const stranger = await shop.given.customerWithout('ledger:read');

  const theirs = await shop.refuses('payment-not-found', () => shop.void(order, { as: stranger }));
  const nobodys = await shop.refuses('payment-not-found', () => shop.void({ ...order, paymentId: order.id }));

  expect([theirs.status, nobodys.status]).toEqual([404, 404]);
});
