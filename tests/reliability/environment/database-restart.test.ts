import { accepted, expect, tally, testOnOwnServer as test } from '@topheavy/testbed';
import { untilServed } from './until-served.ts';

const STOPS = [
  ['stopped by an operator', 'off'],
  ['cut off the power', 'cut'],
] as const;

test.for(STOPS)(
  'fifty buyers amid whose orders Postgres is %s each get one order in the end, under the same keys',
  async ([, how], { shop, server }) => {
    const product = await shop.given.product({ onHand: 50 });
    const carts = await shop.given.carts(50, { items: [{ product, quantity: 1 }] });
    const order = (buyer: number) =>
      shop.placeOrder(carts[buyer] ?? { id: '' }, '19.00 EUR', {}, { idempotencyKey: `buyer-${buyer}` });

    // All connections of the pool are in the middle of a query, and the other buyers wait for one.
    const gate = await shop.holdRow({ table: 'stock', id: product.id });
    const interrupted = shop.race(50, order);
    await gate.untilWaiting(10);
    await server.down(how);
    const refused = await interrupted;
    const away = await shop.listProducts();
    await server.up();
    const answers = await shop.race(50, (buyer) => untilServed(shop, () => order(buyer)));

    expect(tally(refused)).toEqual({ 503: 50 });
    expect(new Set(refused.map(({ problem }) => problem?.slug))).toEqual(new Set(['dependency-unavailable']));
    expect(away).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(tally(answers)).toEqual({ 201: 50 });
    expect(await shop.stockOf(product)).toMatchObject({ reserved: 50, available: 0 });
  },
);

test('a payment that the bank made while Postgres was away is found by its key, and not made again', async ({
  shop,
  server,
}) => {
  const order = await shop.given.placedOrder();
  const held = await shop.holdAnswer('stripe.payment_intents.create');
  const pay = () => shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'the-payment' });

  const paying = pay();
  await shop.untilHeld(held);
  await server.down('cut');
  await shop.release(held);
  const unanswered = await paying;
  await server.up();
  const answered = await untilServed(shop, pay);

  expect(unanswered).toMatchObject({ status: 503, problem: { slug: 'dependency-unavailable' } });
  expect(answered).toMatchObject({ status: 201, body: { status: 'authorized' } });
  expect(await shop.atTheBank(order)).toHaveLength(1);
});

test('a mail that was sent while Postgres was away is not sent again', async ({ shop, server }) => {
  const order = await shop.given.placedOrder();
  const held = await shop.holdAnswer('resend.emails.send');

  const relaying = shop.relayOutbox().catch((error: Error) => error);
  await shop.untilHeld(held);
  await server.down('cut');
  await shop.release(held);
  const failure = await relaying;
  await server.up();
  await shop.relayOutbox({ minutesLater: 5 });

  expect(failure).toBeInstanceOf(Error);
  expect(await shop.mailsAbout(order)).toHaveLength(1);
  expect(await shop.journal({ op: 'resend.emails.send' })).toHaveLength(2);
});

test('a process outlives a restart of Postgres: it says so, then serves and sends mail again', async ({
  shop,
  server,
}) => {
  const product = await shop.given.product();
  const cart = await shop.given.cart({ items: [{ product, quantity: 1 }] });
  const { http: via } = await shop.startProcess({ BACKGROUND: 'on' });
  // How often the loops look while it is away is luck.
  shop.logs.allowErrors(/background job failed/);
  const ready = [await shop.isReady({ via })];

  const gate = await shop.holdRow({ table: 'stock', id: product.id });
  const ordering = shop.placeOrder(cart, '19.00 EUR', {}, { via });
  await gate.untilWaiting(1);
  await server.down('off');
  const interrupted = await ordering;
  ready.push(await shop.isReady({ via }));
  const live = await shop.isLive({ via });
  await server.up();
  ready.push(await shop.isReady({ via }));
  const sending = await shop.holdCall('resend.emails.send');
  const order = accepted(await shop.placeOrder(cart, '19.00 EUR', {}, { via }));
  await shop.untilHeld(sending);
  await shop.release(sending);

  expect(ready.map(({ status }) => status)).toEqual([200, 503, 200]);
  expect([interrupted.status, live.status]).toEqual([503, 200]);
  await expect.poll(() => shop.mailsAbout(order)).toHaveLength(1);
});

test('a process that starts while Postgres is away says what it lacks and ends with code 1', async ({
  shop,
  server,
}) => {
  shop.logs.expectError(/The database cannot be migrated/);
  await server.down('off');

  const start = shop.startProcess();

  await expect(start).rejects.toThrow(/ended with 1 before it listened/);
});
