import { expect, test, type Shop } from '@topheavy/testbed';

const TABLES = ['api_keys', 'carts', 'orders', 'payments', 'captures', 'refunds'];

/** What another process does to the schema, beside the check that tests leave it alone. */
const change = (shop: Shop, what: string) =>
  shop.sql(`BEGIN; SET LOCAL event_triggers = off;
    ${TABLES.map((table) => `ALTER TABLE ${table} ${what}`).join(';')}; COMMIT`);

const live = async (shop: Shop): Promise<number[]> => {
  const order = await shop.given.placedOrder({ total: '100.00 EUR' });
  const paid = await shop.authorize(order);
  const payment = { ...order, paymentId: paid.body.id };
  const captured = await shop.capture(payment, '100.00 EUR');
  const refunded = await shop.refund(payment, '10.00 EUR');
  const read = await shop.readOrder(order);
  return [paid, captured, refunded, read].map(({ status }) => status);
};

test('a column that a newer release adds, or drops, disturbs no request of the older one', async ({
  shop,
}) => {
  // On many connections, whose statements Postgres knows from then on.
  await shop.race(4, () => live(shop));

  await change(shop, 'ADD COLUMN newer integer');
  const added = await shop.race(4, () => live(shop));
  await change(shop, 'DROP COLUMN newer');
  const dropped = await shop.race(4, () => live(shop));

  expect([...added, ...dropped]).toEqual(Array.from({ length: 8 }, () => [201, 201, 201, 200]));
});
