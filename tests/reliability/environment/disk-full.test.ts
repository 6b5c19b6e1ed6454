import { expect, statuses, tally, testOnSmallDisk as test, type Shop } from '@topheavy/testbed';
import { untilServed } from './until-served.ts';

/** Twenty buyers and what each of them does, now and again, under a key of his own. */
async function givenBuyers(shop: Shop) {
  const product = await shop.given.product({ onHand: 20 });
  const carts = await shop.given.carts(20, { items: [{ product, quantity: 1 }] });
  const order = (buyer: number) =>
    shop.placeOrder(carts[buyer] ?? { id: '' }, '19.00 EUR', {}, { idempotencyKey: `buyer-${buyer}` });
  return {
    product,
    everybodyOrders: () => shop.race(20, order),
    everybodyInsists: () => shop.race(20, (buyer) => untilServed(shop, () => order(buyer))),
  };
}

test('on a full disk orders are refused and lists are served; with room again the same orders are placed', async ({
  shop,
  disk,
}) => {
  const { product, everybodyOrders, everybodyInsists } = await givenBuyers(shop);

  // A new file of the log has room for all this: it is the tables that cannot grow.
  await shop.sql('SELECT pg_switch_wal()');
  await disk.fill();
  const refused = await everybodyOrders();
  const list = await shop.listProducts();
  await disk.free();
  const answers = await everybodyInsists();

  // Some may still fit on pages that are there.
  const notServed = refused.filter(({ status }) => status !== 201);
  expect(notServed.length).toBeGreaterThan(0);
  for (const answer of notServed)
    expect(answer).toMatchObject({
      status: 503,
      problem: { slug: 'dependency-unavailable' },
      headers: { 'retry-after': '5' },
    });
  expect(list).toMatchObject({ status: 200, body: { items: [{ id: product.id }] } });
  expect(tally(answers)).toEqual({ 201: 20 });
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 20, available: 0 });
});

test('a disk so full that Postgres gives up loses no order that was confirmed, and places the rest later', async ({
  shop,
  disk,
  server,
}) => {
  const { product, everybodyOrders, everybodyInsists } = await givenBuyers(shop);
  const confirmed = await shop.given.placedOrder();

  await disk.fill();
  // More than what is left of its log's last file: without a log it stops rather than lose anything.
  await expect(
    shop.sql(`SELECT pg_logical_emit_message(true, 'filler', repeat('x', 60000000))`),
  ).rejects.toThrow();
  const refused = await everybodyOrders();
  await disk.free();
  await server.up();
  const answers = await everybodyInsists();

  expect(statuses(refused)).toContain(503);
  expect(tally(answers)).toEqual({ 201: 20 });
  expect(await shop.read(confirmed)).toMatchObject({ status: 'pending_payment' });
  expect(await shop.stockOf(product)).toMatchObject({ reserved: 20, available: 0 });
});
