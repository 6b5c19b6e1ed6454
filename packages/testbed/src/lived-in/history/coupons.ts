/** Used up, expired, not yet valid, without any limit; counted from the orders that hold them. */
export const coupons = `
  CREATE TEMP TABLE old_coupons AS
    SELECT coupon, pg_temp.id('coupon', coupon, pg_temp.day(0)) AS id, coalesce(used, 0)::integer AS used
    FROM generate_series(1, 80) AS coupon
    LEFT JOIN (SELECT coupon, count(*) AS used FROM old_orders WHERE status <> 'cancelled' GROUP BY 1) AS holders USING (coupon);
  INSERT INTO coupons (id, code, kind, basis_points, amount_minor, minimum_minor, valid_from, valid_until, usage_limit,
                       per_customer_limit, times_used, created_at)
    SELECT id, 'OLD' || coupon, CASE WHEN coupon % 4 = 0 THEN 'amount' ELSE 'percentage' END,
           CASE WHEN coupon % 4 > 0 THEN 1000 END, CASE WHEN coupon % 4 = 0 THEN 500 END,
           CASE WHEN coupon % 3 = 0 THEN 2000 ELSE 0 END,
           CASE WHEN coupon % 7 = 0 THEN pg_temp.day(0) END,
           CASE WHEN coupon % 2 = 0 THEN pg_temp.day(1000) WHEN coupon % 7 = 0 THEN '2199-01-01' END,
           CASE WHEN coupon % 5 = 0 THEN greatest(used, 1) WHEN coupon % 5 = 1 THEN used + 1000 END,
           CASE WHEN coupon % 6 = 0 THEN 10000 END, used, pg_temp.day(0)
    FROM old_coupons;
  INSERT INTO coupon_customers (coupon_id, customer_id, times_used, per_customer_limit)
    SELECT coupon.id, customer.id, count(*) FILTER (WHERE o.status <> 'cancelled'), CASE WHEN coupon % 6 = 0 THEN 10000 END
    FROM old_orders o JOIN old_coupons coupon USING (coupon) JOIN old_customers customer USING (c)
    GROUP BY 1, 2, coupon;`;
