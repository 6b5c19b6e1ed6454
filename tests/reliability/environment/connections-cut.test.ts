import { expect, tally, test } from '@topheavy/testbed';
import { untilServed } from './until-served.ts';

test('orders whose connections are cut in the middle of a query are refused, and placed when they are repeated', async ({
  shop,
}) => {
  const product = await shop.given.product({ onHand: 20 });
  const carts = await shop.given.carts(20, { items: [{ product, quantity: 1 }] });
  const line = await shop.openDatabaseLine();
  const { http: via } = await shop.startApi({ DATABASE_URL: line.url });
  const order = (buyer: number) =>
    shop.placeOrder(carts[buyer] ?? { id: '' }, '19.00 EUR', {}, { via, idempotencyKey: `buyer-${buyer}` });

  const gate = await shop.holdRow({ table: 'stock', id: product.id });
  const interrupted = shop.race(20, order);
  await gate.untilWaiting(10);
  line.cut();
  const refused = await interrupted;
  await gate.letGo();
  line.mend();
  const answers = await shop.race(20, (buyer) => untilServed(shop, () => order(buyer)));

  expect(tally(refused)).toEqual({ 503: 20 });
  expect(tally(answers)).toEqual({ 201: 20 });
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 20 });
});

test('an order whose commit went through and was never confirmed is answered again, not placed again', async ({
  shop,
}) => {
  const cart = await shop.given.cart({ total: '19.00 EUR' });
  const line = await shop.openDatabaseLine();
  const { http: via } = await shop.startApi({ DATABASE_URL: line.url });
  const order = () => shop.placeOrder(cart, '19.00 EUR', {}, { via, idempotencyKey: 'the-order' });

  const lost = line.loseAnswerTo('commit');
  const first = await order();
  await lost;
  const second = await order();

  expect(first).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  expect(second).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
  expect((await shop.listOrders()).body.items).toMatchObject([{ id: second.body.id }]);
});

test.for([
  ['before the bank is asked', 0],
  ['after the bank has answered', 1],
] as const)(
  'a payment whose commit %s was never confirmed is one payment when it is repeated',
  async ([, commitsBefore], { shop }) => {
    const order = await shop.given.placedOrder();
    const line = await shop.openDatabaseLine();
    const { http: via } = await shop.startApi({ DATABASE_URL: line.url });
    const pay = () => shop.authorize(order, 'pm_card_visa', { via, idempotencyKey: 'the-payment' });

    const lost = line.loseAnswerTo('commit', commitsBefore);
    const first = await pay();
    await lost;
    const second = await pay();

    expect(first).toMatchObject({ status: 503, problem: { slug: 'dependency-unavailable' } });
    expect(second).toMatchObject({ status: 201, body: { status: 'authorized' } });
    expect(await shop.atTheBank(order)).toMatchObject([{ status: 'requires_capture' }]);
  },
);
