import type { Queryable } from '../postgres/index.ts';

/** By which a change is found again: mostly the order it belongs to. Tables without an entry: their first key column. */
const KEYS: Readonly<Record<string, string>> = {
  order_lines: 'order_id',
  payments: 'order_id',
  captures: 'payment_id',
  refunds: 'payment_id',
  shipments: 'order_id',
  ledger_transactions: 'order_id',
  ledger_entries: 'transaction_id',
  outbox: 'aggregate_id',
};

/**
 * From now on the database notes in `_topheavy.changes` which rows are added, changed and removed: what a test touched,
 * where comparing all rows before and after would take seconds. A transaction that is undone undoes its notes.
 */
export async function watchChanges(database: Queryable): Promise<void> {
  const { rows } = await database.query<{ name: string; key: string }>(
    `SELECT c.relname AS name, a.attname AS key
     FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT starts_with(c.relname, 'kysely_')`,
  );
  const triggers = rows.flatMap(({ name, key }) =>
    [
      ['_topheavy_added', 'INSERT OR DELETE', ''],
      ['_topheavy_changed', 'UPDATE', 'WHEN (OLD.* IS DISTINCT FROM NEW.*)'],
    ].map(
      ([trigger, event, condition]) => `
        CREATE TRIGGER ${trigger} AFTER ${event} ON ${name} FOR EACH ROW ${condition}
          EXECUTE FUNCTION _topheavy.note_change('${KEYS[name] ?? key}');
        -- Also where a test switches the other triggers off, to cook the books.
        ALTER TABLE ${name} ENABLE ALWAYS TRIGGER ${trigger};`,
    ),
  );
  await database.query(`
    CREATE UNLOGGED TABLE _topheavy.changes (name text NOT NULL, operation text NOT NULL, key text NOT NULL);
    GRANT ALL ON _topheavy.changes TO PUBLIC;
    CREATE FUNCTION _topheavy.note_change() RETURNS trigger LANGUAGE plpgsql AS $note$ BEGIN
      INSERT INTO _topheavy.changes VALUES (tg_table_name, tg_op,
        CASE WHEN tg_op = 'DELETE' THEN to_jsonb(old) ELSE to_jsonb(new) END ->> tg_argv[0]);
      RETURN NULL;
    END $note$;
    ${triggers.join('')}
    -- This was no test's doing.
    DELETE FROM _topheavy.taint;`);
}

/** How often rows of each table were touched since the last `closeTheDay`. */
export async function countChanges(
  database: Queryable,
  except: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await database.query<{ name: string; changes: string }>({
    name: 'count changes',
    text: 'SELECT name, count(*)::text AS changes FROM _topheavy.changes WHERE name <> ALL ($1) GROUP BY 1',
    values: [except],
  });
  return new Map(rows.map(({ name, changes }) => [name, changes]));
}

export type Touched = { readonly orders: string[]; readonly products: string[]; readonly coupons: string[] };

/** The orders that were touched in any way since the last `closeTheDay`, and the products and coupons that are new. */
export async function touched(database: Queryable): Promise<Touched> {
  const { rows } = await database.query<Touched>({
    name: 'touched',
    text: `
      WITH changed AS MATERIALIZED (SELECT DISTINCT name, operation, key::uuid AS key FROM _topheavy.changes
        WHERE name IN ('orders', 'order_lines', 'payments', 'captures', 'refunds', 'shipments', 'ledger_transactions',
                       'ledger_entries', 'outbox', 'products', 'coupons'))
      SELECT array(
        SELECT key FROM changed WHERE name IN ('orders', 'order_lines', 'payments', 'shipments', 'ledger_transactions')
        UNION SELECT o.id FROM changed JOIN orders o ON o.id = key WHERE name = 'outbox'
        UNION SELECT p.order_id FROM changed JOIN payments p ON p.id = key WHERE name IN ('captures', 'refunds', 'outbox')
        UNION SELECT s.order_id FROM changed JOIN shipments s ON s.id = key WHERE name = 'outbox'
        UNION SELECT t.order_id FROM changed JOIN ledger_transactions t ON t.id = key WHERE name = 'ledger_entries'
      ) AS orders,
      array(SELECT key FROM changed WHERE name = 'products' AND operation = 'INSERT') AS products,
      array(SELECT key FROM changed WHERE name = 'coupons' AND operation = 'INSERT') AS coupons`,
  });
  return rows[0] ?? { orders: [], products: [], coupons: [] };
}
