import { expect, test } from '@topheavy/testbed';
import { named } from './named.ts';

/** What code may get wrong, as SQL that no code of ours sends, and the constraint that stops it. */
const wrongs = [
  [
    'more captured than authorised (I1)',
    'payments_captured_within_authorized',
    'UPDATE payments SET captured_minor = authorized_minor + 1 WHERE order_id = :order',
  ],
  [
    'a capture under way beyond the hold (I1)',
    'payments_captured_within_authorized',
    'UPDATE payments SET capturing_minor = 1 WHERE order_id = :order',
  ],
  [
    'more refunded than captured (I1)',
    'payments_refunded_within_captured',
    'UPDATE payments SET refunded_minor = captured_minor + 1 WHERE order_id = :order',
  ],
  [
    'a refund under way beyond what was captured (I1)',
    'payments_refunded_within_captured',
    'UPDATE payments SET refunding_minor = captured_minor + 1 WHERE order_id = :order',
  ],
  [
    'money captured finally twice (I1)',
    'captures_one_final',
    `INSERT INTO captures (id, payment_id, status, amount_minor, final, settle_after, created_at)
     SELECT gen_random_uuid(), payment_id, 'processing', 1, true, now(), now() FROM captures WHERE payment_id = :payment`,
  ],
  [
    'a second order of one cart (I5)',
    'orders_cart_unique',
    `INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid()))).* FROM orders o WHERE id = :order`,
  ],
  [
    'a hold of more than was asked for (I1)',
    'payments_check',
    'UPDATE payments SET authorized_minor = amount_minor + 1 WHERE order_id = :order',
  ],
  [
    'a void of captured money (I1)',
    'payments_void_takes_nothing',
    'UPDATE payments SET voiding_since = now() WHERE order_id = :order',
  ],
  [
    'more reserved than on hand (I2)',
    'stock_reserved_within_on_hand',
    'UPDATE stock SET reserved = on_hand + 1 WHERE product_id = :product',
  ],
  [
    'less than nothing reserved (I2)',
    'stock_reserved_within_on_hand',
    'UPDATE stock SET reserved = -1 WHERE product_id = :product',
  ],
  [
    'a second live payment of an order (I3)',
    'payments_one_live_per_order',
    `INSERT INTO payments SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'provider_reference', null))).* FROM payments p WHERE order_id = :order`,
  ],
  [
    'a changed ledger entry (I7)',
    'ledger_entries_append_only',
    'UPDATE ledger_entries SET amount_minor = amount_minor * 2 WHERE transaction_id IN (SELECT id FROM ledger_transactions WHERE order_id = :order)',
  ],
  [
    'a removed ledger entry (I7)',
    'ledger_entries_append_only',
    'DELETE FROM ledger_entries WHERE transaction_id IN (SELECT id FROM ledger_transactions WHERE order_id = :order)',
  ],
  ['an emptied ledger (I7)', 'ledger_entries_append_only', 'TRUNCATE ledger_entries'],
  [
    'an emptied ledger, transactions and all (I7)',
    'ledger_transactions_append_only',
    'TRUNCATE ledger_transactions CASCADE',
  ],
  [
    'a changed ledger transaction (I7)',
    'ledger_transactions_append_only',
    `UPDATE ledger_transactions SET kind = 'refund' WHERE order_id = :order`,
  ],
  [
    'a second booking of the same capture (I7)',
    'ledger_transactions_once_per_source',
    `INSERT INTO ledger_transactions SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).* FROM ledger_transactions t WHERE order_id = :order`,
  ],
  [
    'a line whose net and tax do not make its gross (I8)',
    'order_lines_net_and_tax_make_gross',
    `INSERT INTO order_lines SELECT (jsonb_populate_record(l, jsonb_build_object('position', 2, 'net_minor', 0))).* FROM order_lines l WHERE order_id = :order`,
  ],
  [
    'a line that the total of its order does not know (I8)',
    'orders_lines_add_up',
    `INSERT INTO order_lines SELECT (jsonb_populate_record(l, '{"position": 2}')).* FROM order_lines l WHERE order_id = :order`,
  ],
  [
    'a second event of the same version (I10)',
    'outbox_one_event_per_version',
    `INSERT INTO outbox SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* FROM outbox e WHERE aggregate_id = :order`,
  ],
  [
    'a changed price of an order line (I12)',
    'order_lines_append_only',
    'UPDATE order_lines SET unit_minor = unit_minor + 1 WHERE order_id = :order',
  ],
  [
    'a removed order line (I12)',
    'order_lines_append_only',
    'DELETE FROM order_lines WHERE order_id = :order',
  ],
  ['emptied order lines (I12)', 'order_lines_append_only', 'TRUNCATE order_lines'],
  [
    'an order whose net and tax do not make its total (I8)',
    'orders_net_and_tax_make_total',
    `INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'net_minor', 0))).* FROM orders o WHERE id = :order`,
  ],
  [
    'a changed total of an order (I12)',
    'orders_amounts_final',
    'UPDATE orders SET net_minor = net_minor + 1, total_minor = total_minor + 1 WHERE id = :order',
  ],
  [
    'a changed exchange rate of an order (I12)',
    'orders_amounts_final',
    'UPDATE orders SET fx_rate_micros = fx_rate_micros + 1 WHERE id = :order',
  ],
] as const;

test.for(wrongs)('the database refuses %s', async ([, constraint, sql], { shop }) => {
  const order = await shop.given.capturedOrder();
  const names = { order: order.id, payment: order.paymentId, product: order.productIds[0] ?? '' };

  await expect(shop.sql(named(sql, names))).rejects.toMatchObject({ constraint });
});

test('the database refuses an order without lines, whose sums nobody could compare (I8)', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const cart = await shop.given.cart();
  const copy = `INSERT INTO orders SELECT (jsonb_populate_record(o,
    jsonb_build_object('id', gen_random_uuid(), 'cart_id', $1::text))).* FROM orders o WHERE id = $2`;

  await expect(shop.sql(copy, [cart.id, order.id])).rejects.toMatchObject({
    constraint: 'orders_lines_add_up',
  });
});

test.for([
  [
    'of all',
    'coupons_used_within_limit',
    'UPDATE coupons SET times_used = usage_limit + 1 WHERE code = :coupon',
  ],
  [
    'of one customer',
    'coupon_customers_used_within_limit',
    'UPDATE coupon_customers SET times_used = 2 FROM coupons WHERE id = coupon_id AND code = :coupon',
  ],
] as const)(
  'the database refuses a use of a coupon beyond the limit %s',
  async ([, constraint, sql], { shop }) => {
    const coupon = await shop.given.coupon({ usageLimit: 1, perCustomerLimit: 1 });
    await shop.given.placedOrder({ coupon });

    await expect(shop.sql(named(sql, { coupon }))).rejects.toMatchObject({ constraint });
  },
);
