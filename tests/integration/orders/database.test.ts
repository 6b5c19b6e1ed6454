import { expect, test } from '@topheavy/testbed';

const copyOf = (table: string, change: string): string =>
  `INSERT INTO ${table} SELECT (jsonb_populate_record(row, '${change}')).* FROM ${table} row`;
const ANOTHER_ID = '{"id": "01890a5d-ac96-774b-bcce-b302099a8057"}';

/** The rules hold even where the code is wrong: each is broken by hand, past the API. */
const violations = [
  {
    what: 'an order whose net and tax are not its total',
    sql: copyOf('orders', '{"id": "01890a5d-ac96-774b-bcce-b302099a8057", "net_minor": 0}'),
    refusal: /orders_net_and_tax_make_total/,
  },
  {
    what: 'another price than was sold at',
    sql: 'UPDATE order_lines SET unit_minor = 1',
    refusal: /append-only/,
  },
  { what: 'a sold line that disappears', sql: 'DELETE FROM order_lines', refusal: /append-only/ },
  {
    what: 'a line that its order does not add up to',
    sql: copyOf('order_lines', '{"position": 2}'),
    refusal: /do not add up/,
  },
  { what: 'a second order of one cart', sql: copyOf('orders', ANOTHER_ID), refusal: /orders_cart_unique/ },
  {
    what: 'more reserved than is there',
    sql: 'UPDATE stock SET reserved = on_hand + 1',
    refusal: /stock_reserved_within_on_hand/,
  },
  {
    what: 'a coupon used more often than it may be',
    sql: 'UPDATE coupons SET times_used = usage_limit + 1',
    refusal: /coupons_used_within_limit/,
  },
  {
    what: 'a coupon used more often by one than one may',
    sql: 'UPDATE coupon_customers SET times_used = 2',
    refusal: /coupon_customers_used_within_limit/,
  },
  {
    what: 'two events for one version of an order',
    sql: copyOf('outbox', ANOTHER_ID),
    refusal: /outbox_.*version/,
  },
];

test.for(violations)('the database refuses $what', async ({ sql, refusal }, { shop }) => {
  const coupon = await shop.given.coupon({ usageLimit: 1, perCustomerLimit: 1 });
  await shop.given.placedOrder({ coupon });

  await expect(shop.sql(sql)).rejects.toThrow(refusal);
});
