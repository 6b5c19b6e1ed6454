import { expect, statuses, test } from '@topheavy/testbed';

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

test('of a cancellation and a capture that meet at the order one wins, and the bank agrees with it', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const [cancelled, captured] = await shop.raceAtGate<{ status: number }>({ table: 'orders', id: order.id }, [
    () => shop.cancelOrder(order),
    () => shop.capture(order, '100.00 EUR'),
  ]);

  const [charge] = await shop.atTheBank(order);
  expect([
    [200, 409, 'canceled', '0.00 EUR'],
    [409, 201, 'succeeded', '100.00 EUR'],
  ]).toContainEqual([cancelled?.status, captured?.status, charge?.status, charge?.captured]);
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

test('of a void and a customer who authenticates at that moment one wins, and the bank agrees with it', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const { body: payment } = await shop.authorize(order, 'pm_card_threeDSecure2Required');
  const paid = { ...order, paymentId: payment.id };
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');

  const [voided] = await shop.raceAtGate<{ status: number }>({ table: 'orders', id: order.id }, [
    () => shop.void(paid),
    () => shop.stripeSends(event),
  ]);

  const { status, paymentStatus } = await shop.read(order);
  const [charge] = await shop.atTheBank(order);
  expect([
    [200, 'pending_payment', 'voided', 'canceled'],
    [409, 'confirmed', 'authorized', 'requires_capture'],
  ]).toContainEqual([voided?.status, status, paymentStatus, charge?.status]);
});
