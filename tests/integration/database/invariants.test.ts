import { expect, invariantNames, test } from '@topheavy/testbed';
import { named } from './named.ts';

const drop = (table: string, constraint: string): string =>
  `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`;

/** How the books of a refunded order can be cooked: one way for each rule. */
const cooked: Readonly<Record<string, readonly string[]>> = {
  'captured and refunded stay within the hold (I1)': [
    drop('payments', 'payments_refunded_within_captured'),
    'UPDATE payments SET refunded_minor = captured_minor + 1 WHERE order_id = :order',
  ],
  'a payment equals the sum of its captures and refunds (I1)': [
    'UPDATE captures SET amount_minor = amount_minor + 1, net_minor = net_minor + 1 WHERE payment_id = :payment',
  ],
  'reserved stock stays within what is on hand (I2)': [
    drop('stock', 'stock_reserved_within_on_hand'),
    'UPDATE stock SET reserved = on_hand + 1 WHERE product_id = :product',
  ],
  'reserved stock is what open orders hold (I2)': [
    'UPDATE stock SET reserved = reserved + 1 WHERE product_id = :product',
  ],
  'an order has at most one live payment (I3)': [
    'DROP INDEX payments_one_live_per_order',
    `INSERT INTO payments SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'provider_reference', null))).*
     FROM payments p WHERE order_id = :order`,
  ],
  'each ledger transaction balances in one currency (I6)': [
    `UPDATE ledger_entries SET amount_minor = amount_minor + 1
     WHERE account = 'sales' AND transaction_id IN (SELECT id FROM ledger_transactions WHERE order_id = :order)`,
  ],
  'the ledger says what was captured and refunded (I6)': [
    `DELETE FROM ledger_entries USING ledger_transactions t
     WHERE transaction_id = t.id AND t.kind = 'refund' AND t.order_id = :order`,
    `DELETE FROM ledger_transactions WHERE kind = 'refund' AND order_id = :order`,
  ],
  'the lines of an order add up to it (I8)': [
    'UPDATE order_lines SET net_minor = net_minor + 1, gross_minor = gross_minor + 1 WHERE order_id = :order',
  ],
  'all captured money given back gives back all its tax (I9)': [
    'UPDATE refunds SET tax_minor = tax_minor - 1, net_minor = net_minor + 1 WHERE payment_id = :payment',
  ],
  'every version of an order, payment or shipment has exactly one event (I10)': [
    `DELETE FROM outbox WHERE type = 'order.confirmed' AND aggregate_id = :order`,
  ],
  'an event is of the kind that its type says (I10)': [
    `UPDATE outbox SET type = 'payment.confirmed' WHERE type = 'order.confirmed' AND aggregate_id = :order`,
  ],
  'the newest event of an order, payment or shipment says what it is (I10)': [
    `UPDATE outbox SET payload = payload || '{"status": "pending_payment"}' WHERE type = 'order.confirmed' AND aggregate_id = :order`,
  ],
  'a coupon was used as often as orders hold it': [
    'UPDATE coupons SET times_used = times_used + 1 WHERE code = :coupon',
  ],
};

test.for(Object.entries(cooked))(
  'the check of the books sees when this does not hold: %s',
  async ([rule, changes], { shop }) => {
    const coupon = await shop.given.coupon();
    const order = await shop.given.capturedOrder({ coupon });
    await shop.refund(order, order.total);
    const names = { order: order.id, payment: order.paymentId, product: order.productIds[0] ?? '', coupon };

    const check = shop.whileBroken(
      changes.map((sql) => named(sql, names)),
      (books) => shop.assertInvariants(books),
    );

    await expect(check).rejects.toThrow(`  ${rule}: `);
    await shop.assertInvariants();
  },
);

test('the check of the books sees a transaction that is left open (I13)', async ({ shop }) => {
  const inTheNameOfTheApi = [`SET LOCAL application_name = 'topheavy-api'`];

  const check = shop.whileBroken(inTheNameOfTheApi, () => shop.assertInvariants());

  await expect(check).rejects.toThrow('  no session sits idle in a transaction (I13): ');
});

test('each rule of the books has a test above that breaks it', () => {
  const tried = [...Object.keys(cooked), 'no session sits idle in a transaction (I13)'];

  expect(tried.toSorted()).toEqual([...invariantNames].toSorted());
});
