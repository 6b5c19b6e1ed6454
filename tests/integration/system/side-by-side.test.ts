import { expect, test } from '@topheavy/testbed';

test('what one process answered under a key, the other one answers again', async ({ shop }) => {
  const { http: via } = await shop.startApi();

  const first = await shop.createCart({}, { idempotencyKey: 'same' });
  const again = await shop.createCart({}, { idempotencyKey: 'same', via });

  expect(first.status).toBe(201);
  expect(again).toMatchObject({ status: 201, body: first.body, headers: { 'idempotent-replayed': 'true' } });
});

test('while one process works on a key, the other one asks to wait', async ({ shop }) => {
  const { http: via } = await shop.startApi();
  const order = await shop.given.placedOrder();
  const held = await shop.fault({
    on: { op: 'stripe.payment_intents.create' },
    phase: 'after-effect',
    effect: { kind: 'hold' },
  });

  const first = shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'same' });
  await shop.untilHeld(held);
  const second = await shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'same', via });
  await shop.release(held);

  expect(second).toMatchObject({ status: 409, problem: { slug: 'idempotency-key-in-progress' } });
  expect(await first).toMatchObject({ status: 201 });
});

test('two processes that sell the last unit at the same time sell it once', async ({ shop }) => {
  const { http: via } = await shop.startApi();
  const product = await shop.given.product({ onHand: 1 });
  const items = [{ product, quantity: 1 }];
  const [here, there] = [await shop.given.cart({ items }), await shop.given.cart({ items })];

  const answers = await shop.raceAtGate({ table: 'stock', id: product.id }, [
    () => shop.placeOrder(here, '19.00 EUR'),
    () => shop.placeOrder(there, '19.00 EUR', {}, { via }),
  ]);

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 1, available: 0 });
});

test('two relays at work at the same time send each mail once', async ({ shop }) => {
  await shop.given.placedOrder();
  await shop.given.placedOrder();

  const relayed = await shop.race(2, () => shop.relayOutbox());

  expect(relayed.reduce((sum, count) => sum + count)).toBe(2);
  expect(await shop.journal({ op: 'resend.emails.send' })).toHaveLength(2);
});
