import { expect, test } from '@topheavy/testbed';
import { givenWaitingPayment } from './waiting-payment.ts';

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
