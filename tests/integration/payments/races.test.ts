import { expect, statuses, test } from '@topheavy/testbed';
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

test('a stampede of captures takes the hold as often as it fits, and no oftener', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const answers = await shop.race(6, () => shop.capture(order, '30.00 EUR'));

  expect(statuses(answers)).toEqual([201, 201, 201, 422, 422, 422]);
  expect(await shop.read(order)).toMatchObject({ captured: '90.00 EUR', capturable: '10.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '90.00 EUR' }]);
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

test('a stampede of refunds gives back as often as it fits, and no oftener', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '100.00 EUR' });

  const answers = await shop.race(6, () => shop.refund(order, '30.00 EUR'));

  expect(statuses(answers)).toEqual([201, 201, 201, 422, 422, 422]);
  expect(await shop.read(order)).toMatchObject({ refunded: '90.00 EUR', refundable: '10.00 EUR' });
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

test('in a stampede of cancellations and captures money moves or the order ends, never both', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const answers = await shop.race(6, (index): Promise<{ status: number }> =>
    index % 2 === 0 ? shop.cancelOrder(order) : shop.capture(order, '100.00 EUR'),
  );

  const winners = answers.filter(({ status }) => status < 300);
  const { status, captured } = await shop.read(order);
  expect(winners).toHaveLength(1);
  expect([
    ['cancelled', '0.00 EUR'],
    ['confirmed', '100.00 EUR'],
  ]).toContainEqual([status, captured]);
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
