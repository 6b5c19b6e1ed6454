import { expect, test } from '@topheavy/testbed';

const copyOf = (table: string, change: string): string =>
  `INSERT INTO ${table} SELECT (jsonb_populate_record(row, ${change})).* FROM ${table} row`;

test.for([
  [
    'a changed total of an order (I12)',
    'orders_amounts_final',
    'UPDATE orders SET net_minor = net_minor + 1, total_minor = total_minor + 1',
  ],
  [
    'a changed exchange rate of an order (I12)',
    'orders_amounts_final',
    'UPDATE orders SET fx_rate_micros = fx_rate_micros + 1',
  ],
  [
    'a line whose net and tax do not make its gross (I8)',
    'order_lines_net_and_tax_make_gross',
    copyOf('order_lines', `'{"position": 2, "net_minor": 0}'`),
  ],
  ['emptied order lines (I12)', 'order_lines_append_only', 'TRUNCATE order_lines'],
  ['an emptied ledger (I7)', 'ledger_entries_append_only', 'TRUNCATE ledger_entries'],
  [
    'an emptied ledger, transactions and all (I7)',
    'ledger_transactions_append_only',
    'TRUNCATE ledger_transactions CASCADE',
  ],
] as const)('the database refuses %s', async ([, constraint, sql], { shop }) => {
  await shop.given.placedOrder();

  await expect(shop.sql(sql)).rejects.toMatchObject({ constraint });
});

test('the database refuses an order without lines, whose sums nobody could compare (I8)', async ({
  shop,
}) => {
  await shop.given.placedOrder();
  const cart = await shop.given.cart();
  const copy = copyOf('orders', `jsonb_build_object('id', gen_random_uuid(), 'cart_id', $1::text)`);

  await expect(shop.sql(copy, [cart.id])).rejects.toMatchObject({ constraint: 'orders_lines_add_up' });
});

test('what may change of an order still does: its state and what a customer may correct', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  const { headers } = await shop.readOrder(order);

  const changed = await shop.updateOrder(order, headers['etag'] ?? '', { deliveryNote: 'Ring twice' });

  expect(changed).toMatchObject({ status: 200, body: { status: 'confirmed', deliveryNote: 'Ring twice' } });
});
