import { HISTORY_DAYS } from './words.ts';

/**
 * Customers, each before the first order; the last fifth never did anything. One in three has an API key, some
 * revoked, some with a scope that there is no more.
 */
export const customers = (count: number, buyers: number): string => `
  CREATE TEMP TABLE old_customers AS
    SELECT c, pg_temp.id('customer', c, registered) AS id, registered,
           'old-' || c || '@customers.example' AS email
    FROM generate_series(1, ${count}) AS c,
      LATERAL (SELECT pg_temp.day(-1 + ${HISTORY_DAYS}::double precision * (c - 1) / ${buyers}) AS registered) AS time;
  ANALYZE old_customers;
  INSERT INTO customers (id, email, name, created_at)
    SELECT id, email, CASE WHEN c % 50 = 0 THEN '' ELSE 'Customer ' || c END, registered FROM old_customers;
  INSERT INTO api_keys (id, key_hash, label, customer_id, scopes, created_at, revoked_at)
    SELECT pg_temp.id('key', c, registered), sha256(convert_to('old key ' || c, 'UTF8')),
           CASE WHEN c % 60 = 0 THEN 'old back office' ELSE 'old key' END,
           CASE WHEN c % 60 = 0 THEN NULL ELSE id END,
           CASE WHEN c % 12 = 0 THEN ARRAY['orders:read', 'returns:write'] ELSE ARRAY['orders:read', 'orders:write'] END,
           registered, CASE WHEN c % 9 = 0 THEN registered + interval '90 days' END
    FROM old_customers WHERE c % 3 = 0;`;
