import { expect, tally, test } from '@topheavy/testbed';
import { givenWaitingPayment } from './waiting-payment.ts';

test('a stampede of payments for one order, each with its own key, is one payment', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const clicks = await shop.race(50, () => shop.authorize(order));

  expect(tally(clicks)).toEqual({ 201: 1, 409: 49 });
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('a stampede of captures takes the hold as often as it fits, and no oftener', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const answers = await shop.race(50, () => shop.capture(order, '30.00 EUR'));

  expect(tally(answers)).toEqual({ 201: 3, 422: 47 });
  expect(await shop.read(order)).toMatchObject({ captured: '90.00 EUR', capturable: '10.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '90.00 EUR' }]);
});

test('a stampede of refunds gives back as often as it fits, and no oftener', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });

  const answers = await shop.race(50, () => shop.refund(order, '30.00 EUR'));

  expect(tally(answers)).toEqual({ 201: 3, 422: 47 });
  expect(await shop.read(order)).toMatchObject({ refunded: '90.00 EUR', refundable: '10.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: Array(3).fill('30.00 EUR') }]);
});

test('in a stampede of captures and refunds each that succeeds is counted', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '110.00 EUR', captured: '40.00 EUR' });

  const [captures, refunds] = await Promise.all([
    shop.race(25, () => shop.capture(order, '20.00 EUR')),
    shop.race(25, () => shop.refund(order, '20.00 EUR')),
  ]);

  const refunded = tally(refunds)[201] ?? 0;
  expect(tally(captures)).toEqual({ 201: 3, 422: 22 });
  expect([2, 3, 4, 5]).toContain(refunded);
  expect(await shop.read(order)).toMatchObject({
    captured: '100.00 EUR',
    refunded: `${refunded * 20}.00 EUR`,
  });
  expect(await shop.atTheBank(order)).toMatchObject([
    { captured: '100.00 EUR', refunds: Array(refunded).fill('20.00 EUR') },
  ]);
});

test('in a stampede of voids and captures on a confirmed order only one capture goes through', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const [voids, captures] = await Promise.all([
    shop.race(25, () => shop.void(order)),
    shop.race(25, () => shop.capture(order, '100.00 EUR')),
  ]);

  expect(tally(voids)).toEqual({ 409: 25 });
  expect(tally(captures)).toEqual({ 201: 1, 409: 24 });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'succeeded', captured: '100.00 EUR' }]);
});

test('in a stampede of voids and captures while the bank reports the hold money moves or the hold ends, never both', async ({
  shop,
}) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');

  const [captures, voids] = await Promise.all([
    shop.race(25, () => shop.capture(order, order.total)),
    shop.race(24, () => shop.void(order)),
    shop.stripeSends(event),
  ]);

  const { paymentStatus, captured } = await shop.read(order);
  const taken = tally(captures)[201] ?? 0;
  const released = (tally(voids)[200] ?? 0) > 0;
  expect([
    [1, false, 'captured', order.total],
    [0, false, 'authorized', '0.00 EUR'],
    [0, true, 'voided', '0.00 EUR'],
  ]).toContainEqual([taken, released, paymentStatus, captured]);
  expect(await shop.atTheBank(order)).toMatchObject([{ captured }]);
});

test('in a stampede of cancellations and captures money moves or the order ends, never both', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const answers = await shop.race(50, (index): Promise<{ status: number }> =>
    index % 2 === 0 ? shop.cancelOrder(order) : shop.capture(order, '100.00 EUR'),
  );

  const winners = answers.filter(({ status }) => status < 300);
  const { status, captured } = await shop.read(order);
  expect(winners).toHaveLength(1);
  expect([
    ['cancelled', '0.00 EUR'],
    ['confirmed', '100.00 EUR'],
  ]).toContainEqual([status, captured]);
  expect(await shop.atTheBank(order)).toMatchObject([{ captured }]);
});

test('a stampede of an event around the answer to our own call confirms the order once', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const held = await shop.holdAnswer('stripe.payment_intents.create');
  const running = shop.authorize(order);
  await shop.untilHeld(held);
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');

  const [deliveries] = await Promise.all([shop.race(50, () => shop.stripeSends(event)), shop.release(held)]);

  const { status, body } = await running;
  expect([status, tally(deliveries)]).toEqual([201, { 204: 50 }]);
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'requires_capture' }]);
  expect(await shop.readPayment({ ...order, paymentId: body.id })).toMatchObject({
    headers: { etag: '"2"' },
    body: { status: 'authorized' },
  });
});

test('a stampede of an event around the answer to our own refund counts the refund once', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  const held = await shop.holdAnswer('stripe.refunds.create');
  const running = shop.refund(order, '30.00 EUR');
  await shop.untilHeld(held);
  const [event] = await shop.eventsOfType('refund.created');

  const [deliveries] = await Promise.all([shop.race(50, () => shop.stripeSends(event)), shop.release(held)]);

  const { status } = await running;
  expect([status, tally(deliveries)]).toEqual([201, { 204: 50 }]);
  expect(await shop.read(order)).toMatchObject({ refunded: '30.00 EUR', refundable: '70.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['30.00 EUR'] }]);
});

test('a stampede of all events of a payment, doubled and in any order, leads to one end', async ({
  shop,
}) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  await shop.sweepPayments({ minutesLater: 2 });
  await shop.loseAnswer('stripe.payment_intents.capture');
  await shop.capture(order, order.total);
  const events = (await shop.pendingWebhooks('stripe')).map(({ payload }) => payload);

  const answers = await shop.race(50, (index) => shop.stripeSends(events[(index * 3) % events.length]));

  expect(events.length).toBeGreaterThan(3);
  expect(tally(answers)).toEqual({ 204: 50 });
  expect(await shop.read(order)).toMatchObject({ paymentStatus: 'captured', captured: order.total });
});

test('a stampede of sweepers takes up each payment once', async ({ shop }) => {
  const orders = [await shop.given.placedOrder(), await shop.given.placedOrder()];
  for (const order of orders) {
    await shop.loseRequest('stripe.payment_intents.create');
    await shop.authorize(order);
  }

  const counts = await shop.race(50, () => shop.sweepPayments({ minutesLater: 2 }));

  expect(counts.reduce((sum, count) => sum + count)).toBe(2);
  expect(await shop.journal({ op: 'stripe.payment_intents.list' })).toHaveLength(2);
});
