import { expect, test } from '@topheavy/testbed';

/** Books a transaction of order $1 in EUR with these entries, as one statement and so as one commit. */
const book = (entries: string): string => `
  WITH booked AS (
    INSERT INTO ledger_transactions SELECT gen_random_uuid(), id, 'label', gen_random_uuid(), 'EUR', now() FROM orders
    WHERE id = $1 RETURNING id)
  INSERT INTO ledger_entries (transaction_id, account, amount_minor, currency)
  SELECT id, account, amount, currency FROM booked, (VALUES ${entries}) AS given (account, amount, currency)`;

test.for([
  ['that does not balance', `('sales', 100, 'EUR'), ('vat_payable', -99, 'EUR')`],
  ['that balances only across currencies', `('sales', 100, 'EUR'), ('vat_payable', -100, 'USD')`],
  ['whose entries are in another currency', `('sales', 100, 'USD'), ('vat_payable', -100, 'USD')`],
  ['with one entry', `('sales', 100, 'EUR')`],
] as const)('the database refuses a ledger transaction %s (I6)', async ([, entries], { shop }) => {
  const order = await shop.given.placedOrder();

  await expect(shop.sql(book(entries), [order.id])).rejects.toMatchObject({ constraint: 'ledger_balances' });
});

test('the database refuses a ledger transaction without entries (I6)', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const empty = `INSERT INTO ledger_transactions VALUES (gen_random_uuid(), $1, 'label', gen_random_uuid(), 'EUR', now())`;

  await expect(shop.sql(empty, [order.id])).rejects.toMatchObject({ constraint: 'ledger_balances' });
});

test('the database refuses an entry that tips a transaction booked before (I6)', async ({ shop }) => {
  const order = await shop.given.capturedOrder();
  const addition = `INSERT INTO ledger_entries (transaction_id, account, amount_minor, currency)
    SELECT id, 'sales', 1, currency FROM ledger_transactions WHERE order_id = $1`;

  await expect(shop.sql(addition, [order.id])).rejects.toMatchObject({ constraint: 'ledger_balances' });
});

test('the database takes a transaction that balances: the refusals above are not of its form', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();

  await shop.sql(book(`('shipping_expense', 100, 'EUR'), ('carrier_payable', -100, 'EUR')`), [order.id]);

  expect(await shop.books(order)).toEqual({ shipping_expense: '1.00 EUR', carrier_payable: '-1.00 EUR' });
});
