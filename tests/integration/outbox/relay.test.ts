import { accepted, expect, test } from '@topheavy/testbed';

const SEND = 'resend.emails.send';

test('a mail that could not be sent is sent later, at growing intervals', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.turnMailsAway({}, 2);

  const taken = [];
  // After 2 s, then after 4 more: a tenth of a minute is 6 s.
  for (const minutesLater of [0, 1 / 60, 3 / 60, 5 / 60, 8 / 60]) {
    taken.push(await shop.relayOutbox({ minutesLater }));
  }

  expect(taken).toEqual([1, 0, 1, 0, 1]);
  expect(await shop.mailsAbout(order)).toEqual([`We have your order ${order.id}`]);
});

test('the mails of an order wait for the one before, and hold up no other order', async ({ shop }) => {
  const order = await shop.given.cancelledOrder();
  const other = await shop.given.cancelledOrder({ as: await shop.given.customer() });
  await shop.turnMailsAway({ to: shop.customer.email });

  await shop.relayAll();
  const early = await shop.mails();
  await shop.relayAll({ minutesLater: 1 });

  expect(early.map(({ subject }) => subject)).toEqual([
    `We have your order ${other.id}`,
    `Your order ${other.id} is cancelled`,
  ]);
  expect(await shop.mailsAbout(order)).toEqual([
    `We have your order ${order.id}`,
    `Your order ${order.id} is cancelled`,
  ]);
});

test('an event that one relay has in hand is left alone by the others', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const held = await shop.holdAnswer(SEND);
  const first = shop.relayOutbox();
  await shop.untilHeld(held);

  const second = await shop.relayOutbox();
  await shop.release(held);

  expect([await first, second]).toEqual([1, 0]);
  expect(await shop.journal({ op: SEND })).toHaveLength(1);
  expect(await shop.mailsAbout(order)).toHaveLength(1);
});

test('an event that is committed after younger ones were relayed is relayed all the same', async ({
  shop,
}) => {
  const product = await shop.given.product();
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  const other = await shop.given.customer();
  const theirs = await shop.given.cart({ as: other });

  const [late, early] = await shop.passWhileWaiting(
    { table: 'stock', id: product.id },
    () => shop.placeOrder(cart, '19.00 EUR'),
    async () => {
      const placed = await shop.placeOrder(theirs, '19.00 EUR', {}, { as: other });
      await shop.relayAll();
      return placed;
    },
  );
  await shop.relayAll();

  expect([late?.status, early?.status]).toEqual([201, 201]);
  expect(await shop.mailsAbout(early?.body ?? { id: '' })).toHaveLength(1);
  expect(await shop.mailsAbout(late?.body ?? { id: '' })).toHaveLength(1);
});

test('the metrics say how many events wait, as the last relay left them', async ({ shop }) => {
  const api = await shop.startApi();
  await shop.given.placedOrder();
  await shop.turnMailsAway();
  const pending = () => shop.measured(api, 'outbox_pending');

  await shop.relayOutbox({ by: api });
  const waiting = await pending();
  await shop.relayOutbox({ by: api, minutesLater: 1 });

  expect(waiting).toEqual([{ value: 1 }]);
  expect(await pending()).toEqual([{ value: 0 }]);
});

test('two processes that relay at once send each mail once', async ({ shop }) => {
  const carts = await shop.given.carts(12);
  await shop.race(12, (index) => shop.placeOrder(carts[index] ?? { id: '' }, '19.00 EUR'));
  const other = await shop.startApi();

  await shop.race(2, (index) => shop.relayAll(index === 0 ? {} : { by: other }));

  const asked = await shop.journal({ op: SEND });
  expect(asked).toHaveLength(12);
  expect(new Set(asked.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(12);
});

test('fifty relays at once send each mail once', async ({ shop }) => {
  const carts = await shop.given.carts(6);
  await shop.race(6, (index) => shop.placeOrder(carts[index] ?? { id: '' }, '19.00 EUR'));

  const taken = await shop.race(50, () => shop.relayOutbox());

  expect(taken.reduce((sum, count) => sum + count)).toBe(6);
  expect(await shop.journal({ op: SEND })).toHaveLength(6);
});

test('a relay that dies between sending and writing that down sends the same mail again, which is one', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const dying = await shop.startApi();
  const held = await shop.holdAnswer(SEND);
  const relay = shop.relayOutbox({ by: dying });
  await shop.untilHeld(held);
  await dying.stop();
  await shop.release(held);
  await expect(relay).rejects.toThrow();

  const early = await shop.relayOutbox();
  const afterLease = await shop.relayOutbox({ minutesLater: 1 });

  const asked = await shop.journal({ op: SEND });
  expect([early, afterLease]).toEqual([0, 1]);
  expect(asked.map(({ idempotencyKey, replayed }) => ({ idempotencyKey, replayed }))).toEqual([
    { idempotencyKey: (await shop.announcements(order))[0]?.id, replayed: false },
    { idempotencyKey: (await shop.announcements(order))[0]?.id, replayed: true },
  ]);
  expect(await shop.mailsAbout(order)).toHaveLength(1);
});

test('a relay that comes back after its lease leaves what another has published', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const held = await shop.holdAnswer(SEND);
  const slow = shop.relayOutbox();
  await shop.untilHeld(held);

  await shop.relayAll({ minutesLater: 1 });
  await shop.release(held);
  await slow;

  expect(await shop.relayOutbox({ minutesLater: 60 })).toBe(0);
  expect(await shop.mailsAbout(order)).toHaveLength(1);
});

test('a relay that fails after its lease leaves the event to the one that has it in hand', async ({
  shop,
}) => {
  await shop.given.placedOrder();
  const [first, second] = [await shop.holdCall(SEND, 1), await shop.holdCall(SEND, 2)];
  await shop.turnMailsAway();
  const slow = shop.relayOutbox();
  await shop.untilHeld(first);
  const now = shop.relayOutbox({ minutesLater: 1 });
  await shop.untilHeld(second);

  await shop.release(first);
  await slow;

  expect(await shop.relayOutbox({ minutesLater: 1 })).toBe(0);
  await shop.release(second);
  expect(await now).toBe(1);
});

test('what is never delivered is given up after sixteen attempts, counted, and holds up nothing', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const api = await shop.startApi();
  await shop.turnMailsAway({}, 16);
  shop.logs.expectError(/event given up/);

  const taken = [];
  for (let hour = 1; hour <= 16; hour += 1) {
    taken.push(await shop.relayOutbox({ minutesLater: hour * 61, by: api }));
  }
  accepted(await shop.cancelOrder(order));
  const after = await shop.relayOutbox({ minutesLater: 17 * 61, by: api });

  expect([...taken, after]).toEqual(Array(17).fill(1));
  expect(await shop.mailsAbout(order)).toEqual([`Your order ${order.id} is cancelled`]);
  expect(await shop.measured(api, 'outbox_dead_total')).toEqual([{ type: 'order.placed', value: 1 }]);
  expect(await shop.measured(api, 'outbox_pending')).toEqual([{ value: 0 }]);
});
