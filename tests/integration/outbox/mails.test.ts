import { accepted, expect, test } from '@topheavy/testbed';

test('each thing that happens to an order is mailed once, under the id of its event', async ({ shop }) => {
  const order = await shop.given.authorisedOrder({ total: '50.00 EUR' });
  accepted(await shop.capture(order, '50.00 EUR'));
  accepted(await shop.buyLabel(order));
  await shop.relayAll();
  await shop.relayAll();

  const events = await shop.announcements(order);
  const mails = await shop.mails();
  expect(events.map(({ type }) => type)).toEqual(['order.placed', 'order.confirmed', 'order.fulfilled']);
  expect(mails.map(({ idempotencyKey }) => idempotencyKey)).toEqual(events.map(({ id }) => id));
  expect(mails.map(({ subject }) => subject)).toEqual([
    `We have your order ${order.id}`,
    `Your order ${order.id} is confirmed`,
    `Your order ${order.id} is on its way`,
  ]);
  expect(mails.every(({ to }) => to.join() === shop.customer.email)).toBe(true);
});

test('the first mail says what the order costs and until when it can be paid', async ({ shop }) => {
  const order = await shop.given.placedOrder({ total: '1234.50 EUR' });
  await shop.relayAll();

  const [mail] = await shop.mails();
  const until = order.body.expiresAt.slice(0, 16).replace('T', ' ');
  expect(mail?.text).toContain('1234.50 EUR');
  expect(mail?.text).toContain(`${until} UTC`);
});

test('the mail about the parcel carries its tracking code', async ({ shop }) => {
  const order = await shop.given.shippedOrder();
  await shop.relayAll();

  const mail = (await shop.mails()).at(-1);
  expect(mail?.text).toContain(order.trackingCode);
  expect(mail?.text).toContain('UPS');
});

test('a refund is mailed with its amount, each part of it once', async ({ shop }) => {
  const order = await shop.given.capturedOrder({ total: '50.00 EUR' });
  accepted(await shop.refund(order, '20.00 EUR'));
  accepted(await shop.refund(order, '5.00 EUR'));
  await shop.relayAll();

  const mails = (await shop.mails()).filter(({ subject }) => subject.startsWith('Your refund'));
  expect(mails.map(({ text }) => /refunded (\S+ EUR)/.exec(text ?? '')?.[1])).toEqual([
    '20.00 EUR',
    '5.00 EUR',
  ]);
  expect(new Set(mails.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
});

test.for([
  ['customer', 'As you asked'],
  ['back_office', 'we had to cancel'],
] as const)('the mail about a cancellation by %s says why', async ([by, words], { shop }) => {
  const order = await shop.given.placedOrder();
  await shop.cancelOrder(order, { as: by === 'customer' ? shop.customer : shop.backOffice });
  await shop.relayAll();

  const mail = (await shop.mails()).at(-1);
  expect(mail).toMatchObject({
    subject: `Your order ${order.id} is cancelled`,
    text: expect.stringContaining(words),
  });
});

test('the mail about an order that nobody paid says that its items are free', async ({ shop }) => {
  await shop.given.placedOrder();
  await shop.expireReservations({ minutesLater: 31 });
  await shop.relayAll({ minutesLater: 31 });

  expect((await shop.mails()).at(-1)?.text).toContain('was not paid in time');
});

test('a correction of an order and the steps of a payment are recorded and mailed to nobody', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  accepted(await shop.updateOrder(order, '"1"', { deliveryNote: 'Ring twice' }));
  await shop.authorize(order, 'pm_card_chargeDeclined');
  await shop.relayAll();

  expect((await shop.announcements(order)).map(({ type }) => type)).toEqual([
    'order.placed',
    'order.updated',
  ]);
  expect(await shop.mailsAbout(order)).toEqual([`We have your order ${order.id}`]);
});

test('a refusal is announced to nobody', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.relayAll();
  await shop.cancelOrder(order, { as: await shop.given.customer() });
  await shop.placeOrder(await shop.given.openCart(), '1.00 EUR');

  expect(await shop.relayOutbox()).toBe(0);
  expect(await shop.mails()).toHaveLength(1);
});
