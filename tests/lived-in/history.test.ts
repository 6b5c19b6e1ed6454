import { accepted, expect, HISTORY, HISTORY_STATES, test, type Books } from '@topheavy/testbed';

type Column = { readonly table: string; readonly column: string };

/** Columns of which a check names the values, as the catalogue has them. */
const LISTED = `
  SELECT c.conrelid::regclass::text AS "table", a.attname AS "column",
         array_agg(DISTINCT found[1] ORDER BY found[1]) AS values
  FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1],
    regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g') AS found
  WHERE c.contype = 'c' AND cardinality(c.conkey) = 1 AND pg_get_constraintdef(c.oid) LIKE '%= ANY (ARRAY[%'
  GROUP BY 1, 2 ORDER BY 1, 2`;

const NULLABLE = `
  SELECT c.relname AS "table", a.attname AS "column" FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'kysely%'
    AND a.attnum > 0 AND NOT a.attisdropped AND NOT a.attnotnull ORDER BY 1, 2`;

const valuesIn = async (books: Books, { table, column }: Column): Promise<(string | null)[]> => {
  const { rows } = await books.query<{ value: string | null }>(
    `SELECT DISTINCT ${column}::text AS value FROM ${table} ORDER BY 1`,
  );
  return rows.map(({ value }) => value);
};

test('the books of three years balance', async ({ shop }) => {
  await shop.onHistory(async (books) => {
    const { rows } = await books.query('SELECT count(*)::int AS orders FROM orders');

    expect(rows).toEqual([{ orders: HISTORY.orders }]);
    await shop.assertAllBooks(books);
  });
});

test('each status, kind and reason that a check allows is there', async ({ shop }) => {
  await shop.onHistory(async (books) => {
    const { rows: listed } = await books.query<Column & { values: string[] }>(LISTED);

    expect(listed.length).toBeGreaterThan(10);
    for (const { values, ...column } of listed) {
      const found = await valuesIn(books, column);
      expect({ ...column, values: found.filter((value) => value !== null) }).toEqual({ ...column, values });
    }
  });
});

test('each column that may be null is null somewhere, and not everywhere', async ({ shop }) => {
  await shop.onHistory(async (books) => {
    const { rows: nullable } = await books.query<Column>(NULLABLE);

    expect(nullable.length).toBeGreaterThan(30);
    for (const column of nullable) {
      const { rows } = await books.query(
        `SELECT count(*) FILTER (WHERE ${column.column} IS NULL) > 0 AS none, count(${column.column}) > 0 AS some
         FROM ${column.table}`,
      );
      expect({ ...column, ...rows[0] }).toEqual({ ...column, none: true, some: true });
    }
  });
});

test('each status of an order is there with each of a payment and each of a shipment', async ({ shop }) => {
  await shop.onHistory(async (books) => {
    const { rows: listed } = await books.query<Column & { values: string[] }>(LISTED);
    const statuses = (table: string): string[] =>
      listed.find((one) => one.table === table && one.column === 'status')?.values ?? [];
    const withNone = (table: string) => [...statuses(table), 'none'];
    const allowed = statuses('orders').flatMap((order) =>
      withNone('payments').flatMap((payment) =>
        withNone('shipments').map((shipment) => `${order} × ${payment} × ${shipment}`),
      ),
    );

    const { rows } = await books.query<{ state: string }>(`
      SELECT DISTINCT o.status || ' × ' || coalesce(p.status, 'none') || ' × ' || coalesce(s.status, 'none') AS state
      FROM orders o LEFT JOIN payments p ON p.order_id = o.id LEFT JOIN shipments s ON s.order_id = o.id`);

    expect(allowed.length).toBe(HISTORY_STATES);
    const found = new Set(rows.map(({ state }) => state));
    expect(allowed.filter((state) => !found.has(state))).toEqual([]);
  });
});

test('orders in a currency that is no longer sold are there in every state, and are read like others', async ({
  shop,
}) => {
  const { rows } = await shop.onHistory((books) =>
    books.query<{ id: string; paymentId: string; state: string }>(`
      SELECT DISTINCT ON (state) o.id, p.id AS "paymentId", o.status || ' ' || p.status ||
          CASE WHEN p.captured_minor = 0 THEN '' WHEN p.refunded_minor = 0 THEN ', taken' ELSE ', given back' END AS state
      FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.currency = 'DKK' ORDER BY state`),
  );
  await shop.refuses('currency-not-sold', () => shop.createCart({ currency: 'DKK' }));

  const states = rows.map(({ state }) => state);
  expect(states).toEqual(
    expect.arrayContaining([
      'pending_payment processing',
      'fulfilled captured, taken',
      'fulfilled captured, given back',
    ]),
  );
  const as = shop.backOffice;
  for (const { id, paymentId } of rows) {
    const order = accepted(await shop.readOrder({ id }, { as }));
    const payment = accepted(await shop.readPayment({ id, paymentId }, { as }));
    const ledger = accepted(await shop.readLedger({ id }));

    expect(order.totals.total.currency).toBe('DKK');
    expect(payment.captured.currency).toBe('DKK');
    expect(ledger).toMatchObject({ orderId: id });
  }
});

test('the same seed makes the same past, and another one another', async ({ shop }) => {
  const digests: string[] = [];

  for (const seed of [1, 1, 2]) {
    const database = await shop.createEmptyDatabase();
    await database.migrate();
    digests.push(await database.fillWithHistory({ orders: 400, seed }));
    await database.stop();
  }

  expect(digests[1]).toBe(digests[0]);
  expect(digests[2]).not.toBe(digests[0]);
});
