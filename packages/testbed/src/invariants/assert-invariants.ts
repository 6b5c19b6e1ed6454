import type { Queryable } from '../postgres/index.ts';

/**
 * The books, checked after every test: each query returns rows that break its rule. Constraints hold
 * most of these too; the queries also see what one row alone cannot show.
 */
const RULES: Readonly<Record<string, string>> = {
  'captured and refunded stay within the hold (I1)': `
    SELECT id FROM payments
    WHERE NOT (0 <= refunded_minor AND refunded_minor + refunding_minor <= captured_minor
               AND captured_minor + capturing_minor <= authorized_minor)`,
  'a payment equals the sum of its captures and refunds (I1)': `
    SELECT p.id, p.captured_minor, c.captured, p.refunded_minor, r.refunded
    FROM payments p
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor) FILTER (WHERE status = 'succeeded'), 0) AS captured,
                               coalesce(sum(amount_minor) FILTER (WHERE status = 'processing'), 0) AS capturing
                        FROM captures WHERE payment_id = p.id) c
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor) FILTER (WHERE status = 'succeeded'), 0) AS refunded,
                               coalesce(sum(amount_minor) FILTER (WHERE status = 'processing'), 0) AS refunding
                        FROM refunds WHERE payment_id = p.id) r
    WHERE (p.captured_minor, p.capturing_minor, p.refunded_minor, p.refunding_minor)
          IS DISTINCT FROM (c.captured, c.capturing, r.refunded, r.refunding)`,
  'reserved stock stays within what is on hand (I2)': `
    SELECT product_id FROM stock WHERE NOT (0 <= reserved AND reserved <= on_hand)`,
  'reserved stock is what open orders hold (I2)': `
    SELECT s.product_id, s.reserved, coalesce(o.held, 0) AS held
    FROM stock s
    LEFT JOIN (SELECT l.product_id, sum(l.quantity) AS held FROM order_lines l JOIN orders o ON o.id = l.order_id
               WHERE o.status IN ('pending_payment', 'confirmed') GROUP BY 1) o USING (product_id)
    WHERE s.reserved <> coalesce(o.held, 0)`,
  'an order has at most one live payment (I3)': `
    SELECT order_id FROM payments WHERE status IN ('processing', 'requires_action', 'authorized', 'captured')
    GROUP BY 1 HAVING count(*) > 1`,
  'each ledger transaction balances in one currency (I6)': `
    SELECT t.id FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.id
    GROUP BY t.id, t.currency
    HAVING coalesce(sum(e.amount_minor), 1) <> 0 OR NOT bool_and(e.currency = t.currency) OR count(e.id) < 2`,
  'the ledger says what was captured and refunded (I6)': `
    SELECT p.order_id, sum(p.captured_minor - p.refunded_minor) AS payments, coalesce(max(l.clearing), 0) AS ledger
    FROM payments p
    LEFT JOIN (SELECT t.order_id, sum(e.amount_minor) AS clearing FROM ledger_transactions t
               JOIN ledger_entries e ON e.transaction_id = t.id WHERE e.account = 'payment_clearing' GROUP BY 1) l
      USING (order_id)
    GROUP BY 1 HAVING sum(p.captured_minor - p.refunded_minor) <> coalesce(max(l.clearing), 0)`,
  'the lines of an order add up to it (I8)': `
    SELECT o.id FROM orders o JOIN order_lines l ON l.order_id = o.id
    GROUP BY o.id, o.shipping_net_minor, o.shipping_tax_minor, o.net_minor, o.tax_minor, o.total_minor
    HAVING sum(l.net_minor) + o.shipping_net_minor <> o.net_minor
        OR sum(l.tax_minor) + o.shipping_tax_minor <> o.tax_minor
        OR o.net_minor + o.tax_minor <> o.total_minor`,
  'all captured money given back gives back all its tax (I9)': `
    SELECT p.id FROM payments p
    CROSS JOIN LATERAL (SELECT sum(tax_minor) AS tax FROM captures WHERE payment_id = p.id AND status = 'succeeded') c
    CROSS JOIN LATERAL (SELECT sum(tax_minor) AS tax FROM refunds WHERE payment_id = p.id AND status = 'succeeded') r
    WHERE p.captured_minor > 0 AND p.refunded_minor = p.captured_minor AND c.tax IS DISTINCT FROM r.tax`,
  'every version of an order, payment or shipment has exactly one event (I10)': `
    SELECT a.id, a.version, count(e.id) AS events
    FROM (SELECT id, version FROM orders UNION ALL SELECT id, version FROM payments
          UNION ALL SELECT id, version FROM shipments) a
    LEFT JOIN outbox e ON e.aggregate_id = a.id AND e.aggregate_version BETWEEN 1 AND a.version
    GROUP BY 1, 2 HAVING count(e.id) <> a.version`,
  'an event is of the kind that its type says (I10)': `
    SELECT id, aggregate_type, type FROM outbox WHERE type NOT LIKE aggregate_type || '._%'`,
  'the newest event of an order, payment or shipment says what it is (I10)': `
    SELECT a.kind, a.id, a.status, e.aggregate_type, e.payload
    FROM (SELECT 'order' AS kind, id, version, status FROM orders
          UNION ALL SELECT 'payment', id, version, status FROM payments
          UNION ALL SELECT 'shipment', id, version, status FROM shipments) a
    JOIN outbox e ON e.aggregate_id = a.id AND e.aggregate_version = a.version
    WHERE e.aggregate_type <> a.kind OR e.payload ->> (a.kind || 'Id') IS DISTINCT FROM a.id::text
       -- The events of an older release may say less.
       OR e.payload ->> 'status' <> a.status`,
  'a coupon was used as often as orders hold it': `
    SELECT c.code, c.times_used, count(o.id) AS orders
    FROM coupons c LEFT JOIN orders o ON o.coupon_id = c.id AND o.status <> 'cancelled'
    GROUP BY c.id, c.code, c.times_used HAVING c.times_used <> count(o.id)`,
  'no session sits idle in a transaction (I13)': `
    SELECT pid, query FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'topheavy-api'
      AND state IN ('idle in transaction', 'idle in transaction (aborted)')`,
};

/** What the check knows, by the names that it reports. */
export const invariantNames: readonly string[] = Object.keys(RULES);

const QUERY = Object.entries(RULES)
  .map(([rule, sql]) => `SELECT '${rule}' AS rule, to_jsonb(broken) AS row FROM (${sql}) broken`)
  .join(' UNION ALL ');

/**
 * The same rules about a part of the shop: these orders with all that belongs to them, products and coupons. In front of
 * the rules each name of a table stands for the part of it.
 */
const PART = `
  WITH orders AS (SELECT * FROM public.orders WHERE id = ANY ($1)),
    order_lines AS (SELECT * FROM public.order_lines WHERE order_id = ANY ($1)),
    payments AS (SELECT * FROM public.payments WHERE order_id = ANY ($1)),
    captures AS (SELECT c.* FROM public.captures c JOIN payments p ON p.id = c.payment_id),
    refunds AS (SELECT r.* FROM public.refunds r JOIN payments p ON p.id = r.payment_id),
    shipments AS (SELECT * FROM public.shipments WHERE order_id = ANY ($1)),
    ledger_transactions AS (SELECT * FROM public.ledger_transactions WHERE order_id = ANY ($1)),
    ledger_entries AS (SELECT e.* FROM public.ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id),
    outbox AS (
      SELECT * FROM public.outbox WHERE aggregate_id = ANY ($1)
      UNION ALL SELECT e.* FROM public.outbox e JOIN payments p ON p.id = e.aggregate_id
      UNION ALL SELECT e.* FROM public.outbox e JOIN shipments s ON s.id = e.aggregate_id),
    stock AS (SELECT * FROM public.stock WHERE product_id = ANY ($2)),
    coupons AS (SELECT * FROM public.coupons WHERE id = ANY ($3))`;

export type Part = {
  readonly orders: readonly string[];
  readonly products: readonly string[];
  readonly coupons: readonly string[];
};

/**
 * Throws with every rule that does not hold and the rows that break it. One round trip, prepared once
 * for each connection: planning these queries takes several times as long as running them.
 */
export async function assertInvariants(database: Queryable, part?: Part): Promise<void> {
  const { rows } = await database.query<{ rule: string; row: unknown }>(
    part === undefined
      ? { name: 'invariants', text: QUERY }
      : {
          name: 'invariants of a part',
          text: `${PART} ${QUERY}`,
          values: [part.orders, part.products, part.coupons],
        },
  );
  if (rows.length === 0) return;
  const broken = rows.map(({ rule, row }) => `  ${rule}: ${JSON.stringify(row)}`);
  throw new Error(`The books do not balance after this test:\n${broken.join('\n')}`);
}
