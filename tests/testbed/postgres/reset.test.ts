import {
  installReset,
  isTainted,
  openClient,
  openTransactions,
  resetDatabase,
} from '@topheavy/testbed/postgres';
import { expect } from '@topheavy/testbed/postgres/testing';
import { test } from './shop-test.ts';
import { readColumn } from './read-column.ts';
import { paidOrder } from './small-shop.ts';

const rowCounts = `
  SELECT (SELECT count(*) FROM orders) || ' orders, ' || (SELECT count(*) FROM payments) || ' payments, ' ||
    (SELECT count(*) FROM currencies) || ' currencies, ' || (SELECT count(*) FROM countries) || ' countries, ' ||
    (SELECT count(*) FROM kysely_migration) || ' migrations'`;

test('a reset leaves no row but reference and migrations, through keys both ways and a guard against deletion', async ({
  database,
  url,
}) => {
  await database.query(paidOrder);
  expect(await readColumn(url, rowCounts)).toEqual([
    '1 orders, 1 payments, 2 currencies, 1 countries, 1 migrations',
  ]);
  await resetDatabase(database);
  expect(await readColumn(url, rowCounts)).toEqual([
    '0 orders, 0 payments, 2 currencies, 1 countries, 1 migrations',
  ]);
});

test('tables that were filled and emptied hundreds of times take no more room than after the first hundred', async ({
  database,
  url,
}) => {
  const pages = async (): Promise<number> => {
    const [size] = await readColumn(url, "SELECT pg_relation_size('orders') / 8192");
    return Number(size);
  };
  const fillAndEmpty = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) {
      await database.query(
        'INSERT INTO orders (country) SELECT code FROM countries, generate_series(1, 100)',
      );
      await resetDatabase(database);
    }
  };
  await fillAndEmpty(98);
  const before = await pages();
  await fillAndEmpty(250);

  expect(before).toBeGreaterThan(20);
  expect(await pages()).toBeLessThan(before);
});

test('a reader does not stop a reset that would take the pages away', async ({ database, url }) => {
  const reader = await openClient(url);
  try {
    await reader.query('BEGIN; SELECT count(*) FROM orders');
    for (let time = 0; time < 100; time += 1) await resetDatabase(database);
    await database.query(paidOrder);
    await reader.query('COMMIT');
  } finally {
    await reader.end();
  }

  expect(await readColumn(url, 'SELECT count(*) FROM orders')).toEqual(['1']);
});

test('after a reset every sequence counts on from where the template left it', async ({ database, url }) => {
  await database.query(`${paidOrder} SELECT nextval('invoice_numbers')`);
  await resetDatabase(database);
  await database.query(paidOrder);
  expect(
    await readColumn(
      url,
      "SELECT id FROM orders UNION ALL SELECT id FROM payments UNION ALL SELECT nextval('invoice_numbers')",
    ),
  ).toEqual(['1', '1', '1001']);
});

test('after a reset the keys and guards hold again', async ({ database }) => {
  await resetDatabase(database);
  await expect(database.query("INSERT INTO orders (country) VALUES ('XX')")).rejects.toThrow(/foreign key/);
  await database.query(paidOrder);
  await expect(database.query('DELETE FROM payments')).rejects.toThrow('payments are never deleted');
});

test('a role without any right of its own can reset', async ({ database, url }) => {
  await database.query(`${paidOrder} CREATE ROLE visitor; SET ROLE visitor`);
  await resetDatabase(database);
  await database.query('RESET ROLE; DROP ROLE visitor');
  expect(await readColumn(url, 'SELECT count(*) FROM orders')).toEqual(['0']);
});

test('a transaction left open stops the reset, with its query in the message, even when it only inserted', async ({
  database,
  url,
}) => {
  const forgetful = await openClient(url, 'forgetful');
  await forgetful.query('BEGIN');
  await forgetful.query("INSERT INTO orders (country) VALUES ('DE')");
  const refusal = await resetDatabase(database).catch(String);
  expect(refusal).toMatch('the previous test left a transaction open');
  expect(refusal).toMatch(/process \d+, idle in transaction.*"forgetful": INSERT INTO orders/);
  await forgetful.end();
  await resetDatabase(database);
});

test('transactions left open are listed with the statement they ran last, finished ones are not', async ({
  database,
  url,
}) => {
  const forgetful = await openClient(url);
  await forgetful.query('BEGIN');
  await forgetful.query('SELECT 42');
  expect(await openTransactions(database)).toEqual([
    expect.stringMatching(/idle in transaction.*: SELECT 42$/),
  ]);
  await forgetful.query('ROLLBACK');
  expect(await openTransactions(database)).toEqual([]);
  await forgetful.end();
});

test.for([
  'UPDATE currencies SET exponent = 3',
  "INSERT INTO countries VALUES ('JP', 'JPY')",
  'DELETE FROM countries',
  'TRUNCATE countries CASCADE',
  'SET session_replication_role = replica; DELETE FROM countries',
  'CREATE TABLE surprise ()',
  'ALTER TABLE orders ADD COLUMN surprise text',
  'DROP TRIGGER append_only ON payments',
])('taints the database: %s', async (sql, { database }) => {
  expect(await isTainted(database)).toBe(false);
  await database.query(sql);
  expect(await isTainted(database)).toBe(true);
});

test.for([
  paidOrder,
  "INSERT INTO currencies VALUES ('EUR', 2) ON CONFLICT DO NOTHING",
  'BEGIN; DELETE FROM countries; DROP TABLE payments CASCADE; ROLLBACK',
  'CREATE TEMP TABLE draft (id serial PRIMARY KEY); DROP TABLE draft',
])('leaves nothing that a reset does not undo: %s', async (sql, { database }) => {
  await database.query(sql);
  await resetDatabase(database);
  expect(await isTainted(database)).toBe(false);
});

test('a reference table that points at a table to be emptied is refused', async ({ foreign }) => {
  const client = await openClient(foreign);
  await client.query(`
    CREATE TABLE prices (id int PRIMARY KEY);
    CREATE TABLE defaults (price int REFERENCES prices);`);
  const installed = installReset(client, { reference: ['defaults'] });
  await expect(installed).rejects.toThrow(/public\.defaults → public\.prices/);
  await client.end();
});

test('a reference table that does not exist is refused by name', async ({ foreign }) => {
  const client = await openClient(foreign);
  await expect(installReset(client, { reference: ['curencies'] })).rejects.toThrow(/no table curencies/);
  await client.end();
});

test('a role that is no superuser is told why it cannot install the reset, and nothing is installed', async ({
  foreign,
}) => {
  const client = await openClient(foreign);
  await client.query('CREATE ROLE owner; GRANT CREATE ON DATABASE foreign_test TO owner; SET ROLE owner');
  await expect(installReset(client)).rejects.toThrow(/may not install the reset.*takes a superuser/s);
  await client.query('RESET ROLE; REVOKE CREATE ON DATABASE foreign_test FROM owner; DROP ROLE owner');
  expect(await readColumn(foreign, "SELECT nspname FROM pg_namespace WHERE nspname = '_topheavy'")).toEqual(
    [],
  );
  await client.end();
});
