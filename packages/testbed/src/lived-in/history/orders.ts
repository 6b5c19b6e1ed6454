import { HISTORY_DAYS } from './words.ts';

/** Every fortieth order is in a state picked from all that the constraints allow: order × payment × shipment. */
const ODD = 40;

/**
 * What became of each order, as a plan in temporary tables. Nine in ten ran as the shop runs today; the odd ones are
 * what bugs, repairs by hand and older releases left: all pairings of statuses that no constraint forbids.
 */
export const plan = (count: number, buyers: number, products: number): string => `
  CREATE TEMP TABLE old_orders AS
    WITH rolled AS (
      SELECT n, pg_temp.day(${HISTORY_DAYS}::double precision * n / ${count}) AS placed_at,
             pg_temp.roll('fate', n, 1000) AS fate, n % ${ODD} = 0 AS odd, n / ${ODD} AS o
      FROM generate_series(1, ${count}) AS n)
    SELECT n, placed_at, odd, pg_temp.id('order', n, placed_at) AS id,
           pg_temp.id('cart', n, placed_at - interval '20 minutes') AS cart_id,
           -- One customer has ordered ever since; the others when they were there already.
           CASE WHEN n % 25 = 1 THEN 1 ELSE 1 + pg_temp.roll('buyer', n, greatest(1, (${buyers}::bigint * n / ${count})::integer)) END AS c,
           CASE WHEN odd THEN (ARRAY['pending_payment', 'confirmed', 'fulfilled', 'cancelled'])[1 + o % 4]
                WHEN fate < 600 THEN 'fulfilled' WHEN fate < 900 THEN 'cancelled'
                WHEN fate < 997 THEN 'confirmed' ELSE 'pending_payment' END AS status,
           CASE WHEN odd THEN (ARRAY['processing', 'requires_action', 'authorized', 'declined', 'captured', 'voided', 'failed', NULL])[1 + o / 4 % 8]
                WHEN fate < 600 THEN 'captured'
                WHEN fate < 900 THEN (ARRAY['voided', 'voided', 'declined', 'failed', NULL])[1 + fate % 5]
                WHEN fate < 997 THEN 'authorized'
                ELSE (ARRAY['processing', 'requires_action', NULL])[1 + fate % 3] END AS payment,
           CASE WHEN odd THEN (ARRAY['purchasing', 'purchased', 'in_transit', 'delivered', 'returned', 'failed', NULL])[1 + o / 32 % 7]
                WHEN fate < 20 THEN 'returned' WHEN fate < 40 THEN 'in_transit' WHEN fate < 60 THEN 'purchased'
                WHEN fate < 600 THEN 'delivered' WHEN fate < 610 THEN 'failed' END AS shipment,
           -- Until two years ago the shop sold in kroner, too.
           CASE WHEN n < ${count} / 3 AND pg_temp.roll('kroner', n, 12) = 0 THEN 'DKK' ELSE
           (ARRAY['EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD'])[1 + pg_temp.roll('currency', n, 11)] END AS currency,
           CASE WHEN pg_temp.roll('mode', n, 5) = 0 THEN 'exclusive' ELSE 'inclusive' END AS tax_mode,
           (ARRAY[1900, 2000, 2500, 700, 0])[1 + pg_temp.roll('rate', n, 5)] AS rate,
           -- Only a tenth of them, and none in the last months: those coupons ran out.
           CASE WHEN pg_temp.roll('couponed', n, 10) = 0 AND n < ${count} * 9 / 10 THEN 1 + pg_temp.roll('coupon', n, 60) END AS coupon,
           pg_temp.roll('update', n, 16) = 0 AS updated
    FROM rolled;
  ANALYZE old_orders;
  CREATE TEMP TABLE old_lines AS
    WITH chosen AS (
      SELECT o.n, o.rate, o.tax_mode, o.coupon, position, 1 + pg_temp.roll('quantity' || position, n, 3) AS quantity,
             1 + (pg_temp.roll('product', n, ${products}) + 37 * (position - 1)) % ${products} AS p
      FROM old_orders o, generate_series(1, CASE pg_temp.roll('lines', n, 6) WHEN 0 THEN 3 WHEN 1 THEN 2 ELSE 1 END) AS position),
    priced AS (
      SELECT c.*, product.id AS product_id, product.sku, product.price AS unit, product.price * quantity AS subtotal,
             -- A tenth off, down to the cent.
             CASE WHEN coupon IS NULL THEN 0 ELSE product.price * quantity / 10 END AS discount
      FROM chosen c JOIN old_products product USING (p))
    SELECT *, CASE WHEN tax_mode = 'inclusive' THEN subtotal - discount - tax ELSE subtotal - discount END AS net
    FROM priced, LATERAL (SELECT CASE WHEN tax_mode = 'inclusive'
      THEN round((subtotal - discount)::numeric * rate / (10000 + rate))
      ELSE round((subtotal - discount)::numeric * rate / 10000) END::bigint AS tax) AS taxed;
  ANALYZE old_lines;
  -- Shipping costs 9.00 with its tax.
  CREATE TEMP TABLE old_totals AS
    SELECT o.n, sum(l.subtotal)::bigint AS subtotal, sum(l.discount)::bigint AS discount,
           (sum(l.net) + 900 - shipping_tax)::bigint AS net, (sum(l.tax) + shipping_tax)::bigint AS tax,
           900 - shipping_tax AS shipping_net, shipping_tax, (sum(l.net + l.tax) + 900)::bigint AS total
    FROM old_orders o JOIN old_lines l USING (n),
      LATERAL (SELECT round(900::numeric * o.rate / (10000 + o.rate))::bigint AS shipping_tax) AS shipping
    GROUP BY o.n, shipping_tax;
  ANALYZE old_totals;`;

const ADDRESS = `jsonb_build_object('name', 'Customer ' || o.c, 'line1', 'Street ' || o.c, 'city', 'City', 'postalCode',
  lpad((o.c % 100000)::text, 5, '0'), 'country', (ARRAY['DE', 'FR', 'DK', 'GR'])[1 + o.c % 4])`;

/** Carts, orders and lines: one commit, at which the database adds up each order itself. */
export const orders = (count: number): string => `
  INSERT INTO carts (id, customer_id, status, currency, tax_mode, address, coupon_code, shipping_quote,
                     shipping_rate_reference, version, created_at, updated_at)
    SELECT o.cart_id, customer.id, 'ordered', o.currency, o.tax_mode, ${ADDRESS}, 'OLD' || o.coupon,
           -- An older release did not keep the quote of a cart that was ordered.
           CASE WHEN o.n % 8 = 0 THEN jsonb_build_object('quoteReference', 'shp_old' || o.n, 'basis', '', 'rates', '[]'::jsonb) END,
           'rate_old' || o.n, 6, o.placed_at - interval '20 minutes', o.placed_at
    FROM old_orders o JOIN old_customers customer USING (c) ORDER BY o.n;
  INSERT INTO cart_items (cart_id, product_id, position, quantity, seen_price_minor)
    SELECT o.cart_id, l.product_id, l.position, l.quantity, l.unit FROM old_orders o JOIN old_lines l USING (n) WHERE o.n % 5 = 0;
  -- Given up long ago: empty, without an address, in a coupon's name that nobody made.
  INSERT INTO carts (id, customer_id, status, currency, tax_mode, address, coupon_code, created_at, updated_at)
    SELECT pg_temp.id('abandoned', o.n, o.placed_at), customer.id, 'open', o.currency, o.tax_mode,
           CASE WHEN o.n % 20 = 0 THEN ${ADDRESS} END, CASE WHEN o.n % 30 = 0 THEN 'NEVER' END, o.placed_at, o.placed_at
    FROM old_orders o JOIN old_customers customer USING (c) WHERE o.n % 10 = 0;
  INSERT INTO cart_items (cart_id, product_id, position, quantity, seen_price_minor)
    SELECT pg_temp.id('abandoned', o.n, o.placed_at), l.product_id, l.position, 999, 1
    FROM old_orders o JOIN old_lines l USING (n) WHERE o.n % 20 = 0;
  INSERT INTO orders (id, customer_id, cart_id, status, currency, tax_mode, fx_rate_micros, fx_date, subtotal_minor,
                      discount_minor, shipping_net_minor, shipping_tax_minor, shipping_rate_basis_points, net_minor,
                      tax_minor, total_minor, coupon_id, email, delivery_note, address, shipping_quote_reference,
                      shipping_rate_reference, shipping_carrier, shipping_service, cancel_reason, version, placed_at,
                      expires_at, confirmed_at, fulfilled_at, cancelled_at)
    SELECT o.id, customer.id, o.cart_id, o.status, o.currency, o.tax_mode,
           CASE WHEN o.currency = 'EUR' THEN 1000000 ELSE 700000 + pg_temp.roll('fx', o.n, 600000) END, o.placed_at::date,
           t.subtotal, t.discount, t.shipping_net, t.shipping_tax, o.rate, t.net, t.tax, t.total, coupon.id,
           customer.email, CASE WHEN o.n % 7 = 0 THEN 'Ring twice' END, ${ADDRESS}, 'shp_old' || o.n, 'rate_old' || o.n,
           'USPS', 'Priority',
           -- The first year kept no reasons and no moments.
           CASE WHEN o.status = 'cancelled' AND o.n > ${count} / 3
                THEN (ARRAY['customer', 'back_office', 'reservation_expired'])[1 + o.n % 3] END,
           cardinality(events), o.placed_at, o.placed_at + interval '30 minutes',
           CASE WHEN 'order.confirmed' = ANY (events) AND o.n > ${count} / 3 THEN o.placed_at + interval '5 minutes' END,
           CASE WHEN o.status = 'fulfilled' AND o.n > ${count} / 3 THEN o.placed_at + interval '1 day' END,
           CASE WHEN o.status = 'cancelled' AND o.n > ${count} / 3 THEN o.placed_at + interval '31 minutes' END
    FROM old_orders o JOIN old_totals t USING (n) JOIN old_customers customer USING (c)
    JOIN old_order_events USING (n) LEFT JOIN old_coupons coupon USING (coupon) ORDER BY o.n;
  INSERT INTO order_lines (order_id, position, product_id, sku, name, quantity, base_unit_minor, unit_minor,
                           rate_basis_points, subtotal_minor, discount_minor, net_minor, tax_minor, gross_minor)
    SELECT o.id, l.position, l.product_id, l.sku, 'Name of the day ' || l.p, l.quantity, l.unit, l.unit, l.rate,
           l.subtotal, l.discount, l.net, l.tax, l.net + l.tax
    FROM old_orders o JOIN old_lines l USING (n) ORDER BY o.n, l.position;`;

/** One event for each version of an order. */
export const orderEvents = `
  CREATE TEMP TABLE old_order_events AS
    SELECT n, ARRAY['order.placed'] || CASE WHEN updated THEN ARRAY['order.updated'] ELSE '{}' END
      || CASE WHEN status IN ('confirmed', 'fulfilled') OR (status = 'cancelled' AND payment = 'voided')
              THEN ARRAY['order.confirmed'] ELSE '{}' END
      || CASE status WHEN 'fulfilled' THEN ARRAY['order.fulfilled'] WHEN 'cancelled' THEN ARRAY['order.cancelled']
              ELSE '{}' END AS events
    FROM old_orders;
  ANALYZE old_order_events;`;
