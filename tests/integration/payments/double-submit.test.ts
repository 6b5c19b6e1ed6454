import { expect, statuses, test } from '@topheavy/testbed';

test('the same request with the same key is answered with the same bytes, and charged once', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();

  const first = await shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay' });
  const second = await shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay' });

  expect(second).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
  expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body));
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('a decline is remembered under its key: the retry is not another attempt on the card', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();

  await shop.authorize(order, 'pm_card_chargeDeclined', { idempotencyKey: 'pay' });
  const second = await shop.authorize(order, 'pm_card_chargeDeclined', { idempotencyKey: 'pay' });

  expect(second).toMatchObject({ status: 402, headers: { 'idempotent-replayed': 'true' } });
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('an answer that the outcome is open is remembered too: the retry does not pay again', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  await shop.loseRequest('stripe.payment_intents.create');

  await shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay' });
  const second = await shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay' });

  expect(second).toMatchObject({ status: 202, headers: { 'idempotent-replayed': 'true' } });
  expect(await shop.atTheBank(order)).toEqual([]);
});

test('a request that comes again while the first is under way is told to wait', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const fault = await shop.holdAnswer('stripe.payment_intents.create');
  const first = shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay' });
  await shop.untilHeld(fault);

  const second = await shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay' });
  await shop.release(fault);

  expect(second).toMatchObject({ status: 409, problem: { slug: 'idempotency-key-in-progress' } });
  expect(Number(second.headers['retry-after'])).toBeGreaterThan(0);
  expect(await first).toMatchObject({ status: 201 });
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('fifty clicks with one key are one payment', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const clicks = await shop.race(50, () => shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'pay' }));

  const executed = clicks.filter(
    ({ status, headers }) => status === 201 && headers['idempotent-replayed'] === undefined,
  );
  expect(executed).toHaveLength(1);
  expect(clicks.every(({ status }) => status === 201 || status === 409)).toBe(true);
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('two payments that meet at the order are one payment and a refusal', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const answers = await shop.raceAtGate({ table: 'orders', id: order.id }, [
    () => shop.authorize(order, 'pm_card_visa'),
    () => shop.authorize(order, 'pm_card_mastercard'),
  ]);

  expect(statuses(answers)).toEqual([201, 409]);
  expect(answers.find(({ status }) => status === 409)?.problem?.slug).toBe('payment-already-exists');
  expect(await shop.atTheBank(order)).toHaveLength(1);
});
