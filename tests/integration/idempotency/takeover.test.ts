import { accepted, expect, test } from '@topheavy/testbed';

const AUTHORIZE = 'stripe.payment_intents.create';

test('what a crash cut short after the card was charged is finished by the retry, on the same payment', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const how = { idempotencyKey: 'pay-7' };
  const crashed = await shop.interruptedAt(AUTHORIZE, (via) =>
    shop.authorize(order, 'pm_card_visa', { ...how, via }),
  );
  const begun = (await shop.readOrder(order)).body.payment;

  const retried = await shop.authorize(order, 'pm_card_visa', how);
  await crashed.goesOn();

  expect(begun).toMatchObject({ status: 'processing' });
  expect(retried).toMatchObject({ status: 201, body: { id: begun?.id, status: 'authorized' } });
  expect(await shop.atTheBank(order)).toMatchObject([{ status: 'requires_capture' }]);
});

test('a process that comes back after another took over changes nothing any more', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '50.00 EUR' });
  const how = { idempotencyKey: 'capture-7' };
  const slow = await shop.interruptedAt('stripe.payment_intents.capture', (via) =>
    shop.capture(order, '20.00 EUR', { ...how, via }),
  );
  const retried = await shop.capture(order, '20.00 EUR', how);
  const before = await shop.read(order);

  const late = await slow.goesOn();

  expect(late).toMatchObject({ status: 409, problem: { slug: 'idempotency-key-in-progress' } });
  expect(await shop.read(order)).toEqual(before);
  expect(await shop.capture(order, '20.00 EUR', how)).toMatchObject({ status: 201, text: retried.text });
});

test('an order that two holders of one key are about to place is placed once, by the later', async ({
  shop,
}) => {
  const cart = await shop.given.cart();
  const how = { idempotencyKey: 'order-7' };
  const slow = await shop.startApi({ IDEMPOTENCY_LEASE_MS: '1' });

  const [fenced, placed] = await shop.queueAtGate({ table: 'carts', id: cart.id }, [
    () => shop.placeOrder(cart, '19.00 EUR', {}, { ...how, via: slow.http }),
    () => shop.placeOrder(cart, '19.00 EUR', {}, how),
  ]);

  expect(fenced).toMatchObject({ status: 409, problem: { slug: 'idempotency-key-in-progress' } });
  expect(placed).toMatchObject({ status: 201 });
  expect(accepted(await shop.listOrders()).items).toHaveLength(1);
});

test('while the first request runs, a repetition is told to come back', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const how = { idempotencyKey: 'pay-7' };
  const held = await shop.holdAnswer(AUTHORIZE);
  const first = shop.authorize(order, 'pm_card_visa', how);
  await shop.untilHeld(held);

  const early = await shop.authorize(order, 'pm_card_visa', how);
  await shop.release(held);

  expect(early).toMatchObject({
    status: 409,
    problem: { slug: 'idempotency-key-in-progress' },
    headers: { 'retry-after': '1' },
  });
  expect(await first).toMatchObject({ status: 201 });
  expect(await shop.authorize(order, 'pm_card_visa', how)).toMatchObject({ text: (await first).text });
});

test('a refund that is asked for again under its key while it is under way is given once', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder({ total: '50.00 EUR' });
  const how = { idempotencyKey: 'refund-7' };
  const held = await shop.holdAnswer('stripe.refunds.create');
  const first = shop.refund(order, '20.00 EUR', how);
  await shop.untilHeld(held);

  const early = await shop.refund(order, '20.00 EUR', how);
  await shop.release(held);

  expect(early).toMatchObject({ status: 409, problem: { slug: 'idempotency-key-in-progress' } });
  expect(await first).toMatchObject({ status: 201 });
  expect(await shop.atTheBank(order)).toMatchObject([{ refunds: ['20.00 EUR'] }]);
});

test('fifty requests at once with one key are one order and one answer', async ({ shop }) => {
  const cart = await shop.given.cart();

  const answers = await shop.race(50, () =>
    shop.placeOrder(cart, '19.00 EUR', {}, { idempotencyKey: 'order-7' }),
  );

  const placed = answers.filter(({ status }) => status === 201);
  const others = answers.filter(({ status }) => status !== 201);
  expect(new Set(placed.map(({ text }) => text)).size).toBe(1);
  expect(others.every(({ problem }) => problem?.slug === 'idempotency-key-in-progress')).toBe(true);
  expect(accepted(await shop.listOrders()).items).toHaveLength(1);
});

test('the same request is the same however it is written', async ({ shop }) => {
  const send = (body: string) =>
    shop.call('createCart', {
      key: shop.customer.key,
      idempotencyKey: 'cart-7',
      body,
      headers: { 'content-type': 'application/json' },
    });

  const first = await send('{"currency":"CHF","taxMode":"exclusive"}');
  const again = await send('{\n  "taxMode": "exclusive",\n  "currency": "CHF"\n}');

  expect(again).toMatchObject({ status: 201, text: first.text, headers: { 'idempotent-replayed': 'true' } });
});

test('answers are kept for three days and then forgotten, requests that never ended are not', async ({
  shop,
}) => {
  const [cart, order] = [await shop.given.cart(), await shop.given.placedOrder()];
  await shop.pruneIdempotencyKeys({ minutesLater: 73 * 60 });

  const [first] = await shop.twice((how) => shop.placeOrder(cart, '19.00 EUR', {}, how));
  const pay = { idempotencyKey: 'pay-7' };
  const crashed = await shop.interruptedAt(AUTHORIZE, (via) =>
    shop.authorize(order, 'pm_card_visa', { ...pay, via }),
  );

  const early = await shop.pruneIdempotencyKeys({ minutesLater: 71 * 60 });
  const due = await shop.pruneIdempotencyKeys({ minutesLater: 73 * 60 });

  const begun = (await shop.readOrder(order)).body.payment;
  expect([first.status, early, due]).toEqual([201, 0, 1]);
  expect(await shop.authorize(order, 'pm_card_visa', pay)).toMatchObject({ body: { id: begun?.id } });
  await crashed.goesOn();
});
