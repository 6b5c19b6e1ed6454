import { expect, test } from '@topheavy/testbed';

test.for([
  [
    'more is captured than was authorised',
    'payments_captured_within_authorized',
    'UPDATE payments SET captured_minor = authorized_minor + 1',
  ],
  [
    'a capture under way reaches beyond the hold',
    'payments_captured_within_authorized',
    'UPDATE payments SET capturing_minor = authorized_minor + 1',
  ],
  [
    'more is refunded than was captured',
    'payments_refunded_within_captured',
    'UPDATE payments SET refunded_minor = captured_minor + 1',
  ],
  [
    'a refund under way reaches beyond what was captured',
    'payments_refunded_within_captured',
    'UPDATE payments SET refunding_minor = captured_minor + 1',
  ],
  [
    'more is authorised than was asked for',
    'payments_check',
    'UPDATE payments SET authorized_minor = amount_minor + 1',
  ],
  ['an amount falls below zero', 'payments_check1', 'UPDATE payments SET refunded_minor = -1'],
  [
    'a payment is given up while money is taken',
    'payments_void_takes_nothing',
    'UPDATE payments SET voiding_since = now(), capturing_minor = 1',
  ],
  [
    'a payment that took money is voided',
    'payments_check2',
    "UPDATE payments SET captured_minor = 1, status = 'voided'",
  ],
] as const)('the database refuses that %s', async ([, constraint, statement], { shop }) => {
  await shop.given.authorisedOrder();

  await expect(shop.sql(statement)).rejects.toMatchObject({ constraint });
});

test('the database refuses a second live payment of one order', async ({ shop }) => {
  await shop.given.authorisedOrder();

  const copy = `INSERT INTO payments (id, order_id, currency, status, amount_minor, settle_after, created_at, updated_at)
                SELECT gen_random_uuid(), order_id, currency, 'processing', amount_minor, now(), now(), now() FROM payments`;

  await expect(shop.sql(copy)).rejects.toThrow(/payments_one_live_per_order/);
});

test('the database refuses that money of one payment is captured finally twice', async ({ shop }) => {
  await shop.given.capturedOrder();

  const copy = `INSERT INTO captures (id, payment_id, status, amount_minor, final, settle_after, created_at)
                SELECT gen_random_uuid(), payment_id, 'processing', 1, true, now(), now() FROM captures`;

  await expect(shop.sql(copy)).rejects.toThrow(/captures_one_final/);
});
