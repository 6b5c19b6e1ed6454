import { expect, test } from '@topheavy/testbed';

test('a payment that never reached the provider fails when the sweeper looks, and the order can be paid anew', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  await shop.loseRequest('stripe.payment_intents.create');
  const lost = await shop.authorize(order);

  await shop.sweepPayments({ minutesLater: 2 });

  expect(lost.status).toBe(202);
  expect(await shop.read(order)).toMatchObject({ status: 'pending_payment', paymentStatus: 'failed' });
  expect(await shop.authorize(order)).toMatchObject({ status: 201 });
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('a decline whose answer was lost is found by the sweeper too', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.loseAnswer('stripe.payment_intents.create');
  await shop.authorize(order, 'pm_card_chargeDeclinedLostCard');

  await shop.sweepPayments({ minutesLater: 2 });

  expect(await shop.read(order)).toMatchObject({ status: 'pending_payment', paymentStatus: 'declined' });
});

test('a provider that fails once after charging is asked again under the same key, and charges once', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  await shop.failAfterEffect('stripe.payment_intents.create');

  const payment = await shop.authorize(order);

  const calls = await shop.journal({ op: 'stripe.payment_intents.create' });
  expect(payment).toMatchObject({ status: 201, body: { status: 'authorized' } });
  expect(calls.map(({ status, replayed }) => ({ status, replayed }))).toEqual([
    { status: 500, replayed: false },
    { status: 200, replayed: true },
  ]);
  expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
});

test('while the outcome is open the order is neither paid again nor cancelled, nor the payment voided', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  await shop.loseAnswer('stripe.payment_intents.create');
  const open = await shop.authorize(order);

  const paid = await shop.refuses('payment-already-exists', () => shop.authorize(order));
  const cancelled = await shop.refuses('invalid-state-transition', () => shop.cancelOrder(order));
  const voided = await shop.refuses('invalid-state-transition', () =>
    shop.void({ ...order, paymentId: open.body.id }),
  );

  expect(voided).toMatchObject({ status: 409, from: 'processing', action: 'void' });
  expect(paid).toMatchObject({ paymentId: open.body.id });
  expect(cancelled).toMatchObject({ status: 409, from: 'pending_payment', action: 'cancel' });
});

test('a payment that one sweeper has in hand is left alone by the others', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.loseAnswer('stripe.payment_intents.create');
  await shop.authorize(order);
  const held = await shop.holdAnswer('stripe.payment_intents.list');
  const first = shop.sweepPayments({ minutesLater: 2 });
  await shop.untilHeld(held);

  const second = await shop.sweepPayments({ minutesLater: 2 });
  await shop.release(held);

  expect([await first, second]).toEqual([1, 0]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', paymentStatus: 'authorized' });
});

test('two sweepers share the work: each payment is taken up once', async ({ shop }) => {
  const orders = [
    await shop.given.placedOrder(),
    await shop.given.placedOrder(),
    await shop.given.placedOrder(),
  ];
  for (const order of orders) {
    await shop.loseRequest('stripe.payment_intents.create');
    await shop.authorize(order);
  }

  const counts = await shop.race(2, () => shop.sweepPayments({ minutesLater: 2 }));

  expect(counts.reduce((sum, count) => sum + count)).toBe(3);
});

test('a lost payment is looked for from a quarter of an hour before it began to a quarter after', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  await shop.loseAnswer('stripe.payment_intents.create');
  const { body: open } = await shop.authorize(order);

  await shop.sweepPayments({ minutesLater: 2 });

  const began = Math.floor(Date.parse(open.createdAt) / 1000);
  expect(await shop.journal({ op: 'stripe.payment_intents.list' })).toMatchObject([
    { query: { 'created[gte]': String(began - 900), 'created[lte]': String(began + 900) } },
  ]);
});
