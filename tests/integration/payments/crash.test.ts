import { expect, test } from '@topheavy/testbed';

test('after a crash between charge and record the same key finishes the same payment, with one charge', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const crashed = await shop.interruptedAt('stripe.payment_intents.create', (via) =>
    shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay', via }),
  );

  const retry = await shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay' });

  expect(retry).toMatchObject({ status: 201, body: { status: 'authorized' } });
  expect(await crashed.goesOn()).toMatchObject({
    status: 409,
    problem: { slug: 'idempotency-key-in-progress' },
  });
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', payment: { id: retry.body.id } });
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('after a crash before the charge the same key charges, once', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const crashed = await shop.interruptedAt(
    'stripe.payment_intents.create',
    (via) => shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay', via }),
    'before-effect',
  );

  const retry = await shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay' });
  await crashed.goesOn();

  expect(retry.status).toBe(202);
  await shop.sweepPayments({ minutesLater: 2 });
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', paymentStatus: 'authorized' });
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('of two processes at one request, only the one that took it over records and answers', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const pay = (how: object) => shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay', ...how });
  const first = await shop.interruptedAt('stripe.payment_intents.create', (via) => pay({ via }));
  const second = await shop.interruptedAt('stripe.payment_intents.list', (via) => pay({ via }));

  const late = await first.goesOn();
  const open = await shop.read(order);
  const answer = await second.goesOn();

  expect([late.status, open.paymentStatus]).toEqual([409, 'processing']);
  expect(answer).toMatchObject({ status: 201, body: { status: 'authorized' } });
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('after a crash the retry answers what became of the payment since, not what was true then', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const pay = (how: object) =>
    shop.authorize(order, 'pm_card_threeDSecure2Required', { idempotencyKey: 'pay', ...how });
  const crashed = await shop.interruptedAt('stripe.payment_intents.create', (via) => pay({ via }));
  await shop.customerAuthenticates(order);

  const retry = await pay({});
  await crashed.goesOn();

  expect(retry).toMatchObject({ status: 201, body: { status: 'authorized' } });
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed' });
});

test.for([
  ['a hold', 'pm_card_visa', { status: 201, body: { status: 'authorized' } }],
  ['a decline', 'pm_card_chargeDeclined', { status: 402, problem: { slug: 'payment-declined' } }],
] as const)(
  'after a crash the retry answers with %s that the bank has reported since, and asks it nothing more',
  async ([, card, answer], { shop }) => {
    const order = await shop.given.placedOrder();
    const pay = (how: object) => shop.authorize(order, card, { idempotencyKey: 'pay', ...how });
    const crashed = await shop.interruptedAt('stripe.payment_intents.create', (via) => pay({ via }));
    await shop.deliverWebhooks({ provider: 'stripe' });
    const asked = await shop.journal({ provider: 'stripe' });

    const retry = await pay({});

    expect(retry).toMatchObject(answer);
    expect(await shop.journal({ provider: 'stripe' })).toEqual(asked);
    await crashed.goesOn();
  },
);

test('after a crash a provider that turns the retry away leaves the payment open: the first try may have worked', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const pay = (how: object) => shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay', ...how });
  const crashed = await shop.interruptedAt(
    'stripe.payment_intents.create',
    (via) => pay({ via }),
    'before-effect',
  );
  await shop.turnAway('stripe.payment_intents.create');

  const retry = await pay({});
  await crashed.goesOn();

  expect(retry).toMatchObject({ status: 202, body: { status: 'processing' } });
});

test('after a crash a provider that does not say what became of the first try is asked for no second one', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const pay = (how: object) => shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay', ...how });
  const crashed = await shop.interruptedAt('stripe.payment_intents.create', (via) => pay({ via }));
  await shop.turnAway('stripe.payment_intents.list');

  const retry = await pay({});
  await crashed.goesOn();

  expect(retry).toMatchObject({ status: 202, body: { status: 'processing' } });
  expect(await shop.journal({ op: 'stripe.payment_intents.create' })).toHaveLength(1);
});

test('a hold that comes about after its payment was given up is let go, whatever the customer did meanwhile', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const slow = await shop.interruptedAt(
    'stripe.payment_intents.create',
    (via) => shop.authorize(order, 'pm_card_visa', { via }),
    'before-effect',
  );
  await shop.sweepPayments({ minutesLater: 2 });
  const second = await shop.authorize(order, 'pm_card_mastercard');
  const late = await slow.goesOn();

  await shop.sweepPayments({ minutesLater: 4 });

  expect([second.status, late.status]).toEqual([201, 422]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', payment: { id: second.body.id } });
  expect((await shop.atTheBank(order)).map(({ status }) => status)).toEqual(['requires_capture', 'canceled']);
});

test('after a crash between capture and record the same key takes the money once', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  const crashed = await shop.interruptedAt('stripe.payment_intents.capture', (via) =>
    shop.capture(order, '40.00 EUR', { idempotencyKey: 'take', via }),
  );

  const retry = await shop.capture(order, '40.00 EUR', { idempotencyKey: 'take' });

  expect(retry).toMatchObject({ status: 201, body: { status: 'succeeded' } });
  expect(await crashed.goesOn()).toMatchObject({ status: 409 });
  expect(await shop.read(order)).toMatchObject({ captured: '40.00 EUR', capturable: '60.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '40.00 EUR' }]);
});

test('after a crash between refund and record the same key gives the money back once', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  const crashed = await shop.interruptedAt('stripe.refunds.create', (via) =>
    shop.refund(order, '30.00 EUR', { idempotencyKey: 'give', via }),
  );

  const retry = await shop.refund(order, '30.00 EUR', { idempotencyKey: 'give' });

  expect(retry).toMatchObject({ status: 201, body: { status: 'succeeded' } });
  expect(await crashed.goesOn()).toMatchObject({ status: 409 });
  expect(await shop.read(order)).toMatchObject({ refunded: '30.00 EUR', refundable: '70.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['30.00 EUR'] }]);
});

test('after a crash the retry answers with a refund that was found since, and asks the bank nothing more', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  const give = (how: object) => shop.refund(order, '30.00 EUR', { idempotencyKey: 'give', ...how });
  const crashed = await shop.interruptedAt('stripe.refunds.create', (via) => give({ via }));
  await shop.sweepPayments({ minutesLater: 2 });
  const asked = await shop.journal({ provider: 'stripe' });

  const retry = await give({});

  expect(retry).toMatchObject({ status: 201, body: { status: 'succeeded' } });
  expect(await shop.journal({ provider: 'stripe' })).toEqual(asked);
  await crashed.goesOn();
});

test('after a crash before a capture a provider that turns the retry away leaves it open, and it is made once', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  const take = (how: object) => shop.capture(order, '40.00 EUR', { idempotencyKey: 'take', ...how });
  const op = 'stripe.payment_intents.capture';
  const crashed = await shop.interruptedAt(op, (via) => take({ via }), 'before-effect');
  await shop.turnAway(op);

  const retry = await take({});
  await crashed.goesOn();
  await shop.sweepPayments({ minutesLater: 2 });

  expect(retry).toMatchObject({ status: 202, body: { status: 'processing' } });
  expect(await shop.read(order)).toMatchObject({ captured: '40.00 EUR', capturable: '60.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '40.00 EUR' }]);
});

test('after a crash before a refund a provider that turns the retry away leaves it open, and it is made once', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  const give = (how: object) => shop.refund(order, '30.00 EUR', { idempotencyKey: 'give', ...how });
  const crashed = await shop.interruptedAt('stripe.refunds.create', (via) => give({ via }), 'before-effect');
  await shop.turnAway('stripe.refunds.create');

  const retry = await give({});
  await crashed.goesOn();
  await shop.sweepPayments({ minutesLater: 2 });

  expect(retry).toMatchObject({ status: 202, body: { status: 'processing' } });
  expect(await shop.read(order)).toMatchObject({ refunded: '30.00 EUR', refundable: '70.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['30.00 EUR'] }]);
});
