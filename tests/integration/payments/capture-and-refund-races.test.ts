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
