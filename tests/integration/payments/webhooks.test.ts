import { expect, test } from '@topheavy/testbed';
import { givenWaitingPayment } from './waiting-payment.ts';

const HELD = 'payment_intent.amount_capturable_updated';

test('an event that comes twice counts once', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType(HELD);
  await shop.stripeSends(event);
  const before = await shop.readPayment(order);

  const again = await shop.stripeSends(event);

  expect(again).toMatchObject({ status: 204 });
  expect((await shop.readPayment(order)).headers['etag']).toBe(before.headers['etag']);
  expect(await shop.journal({ op: 'stripe.payment_intents.retrieve' })).toHaveLength(1);
});

test('an event that comes fifty times at once counts once', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType(HELD);

  const answers = await shop.race(50, () => shop.stripeSends(event));

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  expect(await shop.sql('SELECT type FROM inbox WHERE event_id = $1', [event?.['id']])).toEqual([
    { type: HELD },
  ]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', authorized: order.total });
});

test('an old event moves nothing backwards', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  const [old] = await shop.eventsOfType('payment_intent.requires_action');
  await shop.customerAuthenticates(order);
  await shop.deliverWebhooks({ provider: 'stripe', only: [HELD] });
  await shop.capture(order, order.total);

  await shop.stripeSends(old);

  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', paymentStatus: 'captured' });
});

test('what an event claims is not believed: the payment is asked for what it is', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  const [event] = await shop.eventsOfType('payment_intent.requires_action');
  const { data } = event as { data: { object: object } };
  const claim = {
    ...event,
    id: 'evt_claim',
    type: HELD,
    data: { object: { ...data.object, status: 'requires_capture' } },
  };

  const received = await shop.stripeSends(claim);

  expect(received).toMatchObject({ status: 204 });
  expect(await shop.read(order)).toMatchObject({
    status: 'pending_payment',
    paymentStatus: 'requires_action',
  });
});

test('events of a type or of a payment that the shop does not know are accepted and left alone', async ({
  shop,
}) => {
  await givenWaitingPayment(shop);
  const [event] = await shop.eventsOfType('payment_intent.created');
  const stranger = { id: 'pi_of_another_shop', object: 'payment_intent', metadata: {} };
  const before = await shop.sql('SELECT version FROM payments');

  const unknownType = await shop.stripeSends({
    ...event,
    id: 'evt_1',
    type: 'payout.paid',
    data: { object: { object: 'payout' } },
  });
  const unknownPayment = await shop.stripeSends({ ...event, id: 'evt_2', data: { object: stranger } });
  const unknownRefund = await shop.stripeSends({
    ...event,
    id: 'evt_3',
    data: { object: { ...stranger, object: 'refund' } },
  });

  expect([unknownType, unknownPayment, unknownRefund].map(({ status }) => status)).toEqual([204, 204, 204]);
  expect(await shop.sql('SELECT version FROM payments')).toEqual(before);
});

test('events about a capture and a refund that are recorded already change nothing', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  await shop.refund(order, '30.00 EUR');
  const before = await shop.readPayment(order);

  const deliveries = await shop.deliverWebhooks({ provider: 'stripe', duplicate: true });

  expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set([204]));
  expect((await shop.readPayment(order)).headers['etag']).toBe(before.headers['etag']);
});

test('a hold over another amount than was asked for confirms nothing, and its event has to come again', async ({
  shop,
}) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType(HELD);
  await shop.fault({
    on: { op: 'stripe.payment_intents.retrieve' },
    phase: 'after-effect',
    effect: { kind: 'drift', changes: [{ change: 'unit', path: '$.amount', times: 0.01 }] },
  });

  const refusal = await shop.refuses('dependency-unavailable', () => shop.stripeSends(event));
  const again = await shop.stripeSends(event);

  expect([refusal.status, again.status]).toEqual([503, 204]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', authorized: order.total });
});
