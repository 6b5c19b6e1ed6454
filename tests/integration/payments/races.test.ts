import { expect, statuses, test, type Shop } from '@topheavy/testbed';
import { givenWaitingPayment } from './waiting-payment.ts';

test('two captures that meet at the hold never take more than it', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const answers = await shop.raceAtGate({ table: 'payments', id: order.paymentId }, [
    () => shop.capture(order, '60.00 EUR'),
    () => shop.capture(order, '60.00 EUR'),
  ]);

  expect(statuses(answers)).toEqual([201, 422]);
  expect(await shop.read(order)).toMatchObject({ captured: '60.00 EUR', capturable: '40.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '60.00 EUR' }]);
});

test('of three captures that meet two fit, and each of the two is counted', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
  const capture = () => shop.capture(order, '40.00 EUR');

  const answers = await shop.raceAtGate({ table: 'payments', id: order.paymentId }, [
    capture,
    capture,
    capture,
  ]);

  expect(statuses(answers)).toEqual([201, 201, 422]);
  expect(await shop.read(order)).toMatchObject({ captured: '80.00 EUR', capturable: '20.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '80.00 EUR' }]);
  expect(answers.find(({ status }) => status === 422)?.problem?.slug).toBe('capture-exceeds-authorization');
});

test('two refunds that meet at the payment never give back more than was captured', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });

  const answers = await shop.raceAtGate({ table: 'payments', id: order.paymentId }, [
    () => shop.refund(order, '60.00 EUR'),
    () => shop.refund(order, '60.00 EUR'),
  ]);

  expect(statuses(answers)).toEqual([201, 422]);
  expect(await shop.read(order)).toMatchObject({ refunded: '60.00 EUR', refundable: '40.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['60.00 EUR'] }]);
});

test('of three refunds that meet two fit, and each of the two is counted', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
  const refund = () => shop.refund(order, '40.00 EUR');

  const answers = await shop.raceAtGate({ table: 'payments', id: order.paymentId }, [refund, refund, refund]);

  expect(statuses(answers)).toEqual([201, 201, 422]);
  expect(await shop.read(order)).toMatchObject({ refunded: '80.00 EUR', refundable: '20.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['40.00 EUR', '40.00 EUR'] }]);
  expect(answers.find(({ status }) => status === 422)?.problem?.slug).toBe('refund-exceeds-capture');
});

test('a capture and a refund that meet are both counted', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR', captured: '40.00 EUR' });

  const answers = await shop.raceAtGate<{ status: number }>({ table: 'payments', id: order.paymentId }, [
    () => shop.capture(order, '50.00 EUR'),
    () => shop.refund(order, '30.00 EUR'),
  ]);

  expect(statuses(answers)).toEqual([201, 201]);
  expect(await shop.read(order)).toMatchObject({ captured: '90.00 EUR', refunded: '30.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '90.00 EUR', refunds: ['30.00 EUR'] }]);
});

test('a refund does not give back what a capture is only about to take', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR', captured: '40.00 EUR' });
  const held = await shop.holdAnswer('stripe.payment_intents.capture');
  const capturing = shop.capture(order, '60.00 EUR');
  await shop.untilHeld(held);

  const early = await shop.refund(order, '41.00 EUR');
  await shop.release(held);

  expect(early).toMatchObject({ status: 422, problem: { slug: 'refund-exceeds-capture' } });
  expect(await capturing).toMatchObject({ status: 201 });
  expect(await shop.refund(order, '41.00 EUR')).toMatchObject({ status: 201 });
});

test('a cancellation that comes before a capture ends the order, and the bank takes nothing', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const answers = await shop.queueAtGate<{ status: number }>({ table: 'orders', id: order.id }, [
    () => shop.cancelOrder(order),
    () => shop.capture(order, '100.00 EUR'),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([200, 409]);
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled', captured: '0.00 EUR' }]);
});

test('a capture that comes before a cancellation takes the money, and the order stays', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const answers = await shop.queueAtGate<{ status: number }>({ table: 'orders', id: order.id }, [
    () => shop.capture(order, '100.00 EUR'),
    () => shop.cancelOrder(order),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([201, 409]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', captured: '100.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'succeeded', captured: '100.00 EUR' }]);
});

test('a void that comes before the customer has authenticated lets go of the hold', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');

  const answers = await shop.queueAtGate<{ status: number }>({ table: 'orders', id: order.id }, [
    () => shop.void(order),
    () => shop.stripeSends(event),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([200, 204]);
  expect(await shop.read(order)).toMatchObject({ status: 'pending_payment', paymentStatus: 'voided' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled' }]);
});

test('a void that comes after the customer has authenticated is refused: the order relies on the hold', async ({
  shop,
}) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');

  const answers = await shop.queueAtGate<{ status: number }>({ table: 'orders', id: order.id }, [
    () => shop.stripeSends(event),
    () => shop.void(order),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([204, 409]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', paymentStatus: 'authorized' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'requires_capture' }]);
});

test.for([
  { first: 'void', expected: [409, 201] },
  { first: 'capture', expected: [201, 409] },
])(
  'of a void and a capture of a confirmed order only the capture goes through, the $first being first',
  async ({ first, expected }, { shop }) => {
    const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
    const release = (): Promise<{ status: number }> => shop.void(order);
    const take = (): Promise<{ status: number }> => shop.capture(order, '100.00 EUR');

    const answers = await shop.queueAtGate(
      { table: 'orders', id: order.id },
      first === 'void' ? [release, take] : [take, release],
    );

    expect(answers.map(({ status }) => status)).toEqual(expected);
    expect(await shop.read(order)).toMatchObject({ status: 'confirmed', captured: '100.00 EUR' });
    expect(await shop.atTheBank(order)).toMatchObject([{ status: 'succeeded', captured: '100.00 EUR' }]);
  },
);

test('a capture that waits behind a void finds the hold gone and takes nothing', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');

  const answers = await shop.queueAtGate<{ status: number }>({ table: 'orders', id: order.id }, [
    () => shop.void(order),
    () => shop.stripeSends(event),
    () => shop.capture(order, order.total),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([200, 204, 409]);
  expect(await shop.read(order)).toMatchObject({ status: 'pending_payment', paymentStatus: 'voided' });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'canceled', captured: '0.00 EUR' }]);
});

test('a void that waits behind the report of the hold leaves it to the capture behind both', async ({
  shop,
}) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');

  const answers = await shop.queueAtGate<{ status: number }>({ table: 'orders', id: order.id }, [
    () => shop.stripeSends(event),
    () => shop.void(order),
    () => shop.capture(order, order.total),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([204, 409, 201]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', captured: order.total });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'succeeded', captured: order.total }]);
});

/** A payment that the bank has made, whose answer and whose event are both still on their way. */
async function givenAnswerAndEventOnTheirWay(shop: Shop) {
  const order = await shop.given.placedOrder();
  const held = await shop.holdAnswer('stripe.payment_intents.create');
  const running = shop.authorize(order);
  await shop.untilHeld(held);
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');
  return {
    order,
    event: (): Promise<{ status: number }> => shop.stripeSends(event),
    answer: async (): Promise<{ status: number }> => {
      await shop.release(held);
      return running;
    },
  };
}

test('an event that comes to the order just before the answer to our own call confirms it once', async ({
  shop,
}) => {
  const { order, event, answer } = await givenAnswerAndEventOnTheirWay(shop);

  const answers = await shop.queueAtGate({ table: 'orders', id: order.id }, [event, answer]);

  expect(answers.map(({ status }) => status)).toEqual([204, 201]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', capturable: order.total });
  expect(await shop.announcements(order)).toMatchObject([
    { type: 'order.placed' },
    { type: 'order.confirmed' },
  ]);
});

test('an event that comes to the order just behind the answer to our own call changes nothing more', async ({
  shop,
}) => {
  const { order, event, answer } = await givenAnswerAndEventOnTheirWay(shop);

  const answers = await shop.queueAtGate({ table: 'orders', id: order.id }, [answer, event]);

  expect(answers.map(({ status }) => status)).toEqual([201, 204]);
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', capturable: order.total });
  expect(await shop.announcements(order)).toMatchObject([
    { type: 'order.placed' },
    { type: 'order.confirmed' },
  ]);
});
