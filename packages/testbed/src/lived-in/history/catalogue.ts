import { HISTORY_DAYS } from './words.ts';

/** Goods with up to eight prices each, two in five withdrawn; every third has no count of the inventory service. */
export const catalogue = (products: number): string => `
  CREATE TEMP TABLE old_products AS
    SELECT p, pg_temp.id('product', p, pg_temp.day(0) + p * interval '1 second') AS id,
           'OLD-' || lpad(p::text, 5, '0') AS sku, 500 + 10 * pg_temp.roll('price', p, 2000) AS price,
           1 + pg_temp.roll('prices', p, 8) AS prices, pg_temp.day(0) + p * interval '1 second' AS created_at,
           (ARRAY['standard', 'standard', 'standard', 'reduced', 'zero'])[1 + pg_temp.roll('tax', p, 5)] AS tax_category
    FROM generate_series(1, ${products}) AS p;
  ANALYZE old_products;
  INSERT INTO products (id, sku, name, description, tax_category, weight_grams, inventory_reference, active, version,
                        created_at, updated_at)
    SELECT id, sku, 'Old product ' || p, CASE WHEN p % 4 = 0 THEN '' ELSE 'Sold since ' || created_at::date END,
           tax_category, 50 + pg_temp.roll('weight', p, 3000), 'OLD-INV-' || p, pg_temp.roll('active', p, 5) > 1,
           prices, created_at, created_at
    FROM old_products;
  INSERT INTO product_prices (id, product_id, price_minor, valid_from, valid_until)
    SELECT pg_temp.id('price' || v, p, begins), id, greatest(100, price - 50 * (prices - v)), begins,
           CASE WHEN v < prices THEN ends END
    FROM old_products, generate_series(1, prices) AS v,
      LATERAL (SELECT created_at + (v - 1) * interval '1 day' * ${HISTORY_DAYS} / prices AS begins,
                      created_at + v * interval '1 day' * ${HISTORY_DAYS} / prices AS ends) AS time;`;

/** After the orders: what open ones hold is reserved, and of some goods nothing else is left. */
export const stock = `
  INSERT INTO stock (product_id, on_hand, reserved, synced_at)
    SELECT old.id, coalesce(held, 0) + CASE WHEN old.p % 5 = 0 THEN 0 ELSE pg_temp.roll('stock', old.p, 500) END,
           coalesce(held, 0), CASE WHEN old.p % 3 > 0 THEN pg_temp.day(${HISTORY_DAYS}) END
    FROM old_products old
    LEFT JOIN (SELECT l.product_id, sum(l.quantity)::integer AS held FROM old_lines l JOIN old_orders o USING (n)
               WHERE o.status IN ('pending_payment', 'confirmed') GROUP BY 1) AS open ON open.product_id = old.id;`;
