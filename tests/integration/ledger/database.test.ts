import { expect, test } from '@topheavy/testbed';

test.for([
  ['an entry is changed', 'UPDATE ledger_entries SET amount_minor = amount_minor + 1'],
  ['an entry is deleted', 'DELETE FROM ledger_entries'],
  ['a transaction is moved to another time', "UPDATE ledger_transactions SET occurred_at = '2020-01-01'"],
  ['a transaction is deleted', 'DELETE FROM ledger_transactions'],
] as const)('the database refuses that %s', async ([, statement], { shop }) => {
  await shop.given.capturedOrder();

  await expect(shop.sql(statement)).rejects.toThrow(/append-only/);
});

test('the database refuses a transaction that does not balance', async ({ shop }) => {
  const order = await shop.given.capturedOrder();

  await expect(
    post(shop.sql, order.id, [
      [100, 'EUR'],
      [-99, 'EUR'],
    ]),
  ).rejects.toThrow(/does not balance/);
});

test('the database refuses a transaction that balances across two currencies only', async ({ shop }) => {
  const order = await shop.given.capturedOrder();

  await expect(
    post(shop.sql, order.id, [
      [100, 'EUR'],
      [-100, 'USD'],
    ]),
  ).rejects.toThrow(/does not balance/);
});

test('the database refuses a transaction without entries', async ({ shop }) => {
  const order = await shop.given.capturedOrder();

  await expect(post(shop.sql, order.id, [])).rejects.toThrow(/does not balance/);
});

test('the database refuses to book the same capture twice', async ({ shop }) => {
  const order = await shop.given.capturedOrder();
  const [booked] = await shop.sql<{ source_id: string }>('SELECT source_id FROM ledger_transactions');

  await expect(
    post(
      shop.sql,
      order.id,
      [
        [1, 'EUR'],
        [-1, 'EUR'],
      ],
      booked?.source_id,
    ),
  ).rejects.toThrow(/ledger_transactions_once_per_source/);
});

type Sql = (text: string, values: unknown[]) => Promise<unknown>;

/** One statement, and so one transaction, whose deferred checks run at its end. */
function post(sql: Sql, orderId: string, entries: [number, string][], sourceId = orderId): Promise<unknown> {
  return sql(
    `WITH booked AS (
       INSERT INTO ledger_transactions (id, order_id, kind, source_id, currency, occurred_at)
       VALUES (gen_random_uuid(), $1, 'capture', $2, 'EUR', now()) RETURNING id)
     INSERT INTO ledger_entries (transaction_id, account, amount_minor, currency)
     SELECT booked.id, 'sales', amount, currency FROM booked, unnest($3::bigint[], $4::text[]) AS entry (amount, currency)`,
    [orderId, sourceId, entries.map(([amount]) => amount), entries.map(([, currency]) => currency)],
  );
}
