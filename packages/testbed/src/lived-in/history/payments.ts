/**
 * Payments with their captures and refunds, planned so that each is the sum of its parts. `pay` 1 is the payment that
 * counts, 0 an earlier one that came to nothing.
 */
export const paymentPlan = `
  CREATE TEMP TABLE old_payments AS
    SELECT o.n, pay, pg_temp.id('payment' || pay, o.n, at) AS id, o.id AS order_id, o.currency, t.total, t.tax, at,
           CASE WHEN pay = 0 THEN (ARRAY['declined', 'failed', 'voided'])[1 + o.n % 3] ELSE o.payment END AS status,
           pg_temp.roll('captures', o.n, 10) AS captures, pg_temp.roll('refunds', o.n, 24) AS refunds
    FROM old_orders o JOIN old_totals t USING (n), generate_series(0, 1) AS pay,
      LATERAL (SELECT o.placed_at + (2 + pay) * interval '1 minute' AS at) AS time
    WHERE CASE WHEN pay = 0 THEN o.n % 33 = 0 ELSE o.payment IS NOT NULL END;
  ANALYZE old_payments;
  CREATE TEMP TABLE old_captures AS
    SELECT p.n, p.total, p.tax AS order_tax, part, amount, state, final, p.id AS payment_id, p.order_id, p.currency,
           pg_temp.id('capture' || part, p.n, p.at + part * interval '1 hour') AS id, p.at + part * interval '1 hour' AS at
    FROM old_payments p, LATERAL (
      SELECT 1 AS part, p.total AS amount, 'succeeded' AS state, true AS final
        WHERE p.status = 'captured' AND p.captures < 7
      UNION ALL SELECT 1, p.total / 2, 'succeeded', false WHERE p.status = 'captured' AND p.captures = 7
      UNION ALL SELECT 2, p.total - p.total / 2, 'succeeded', true WHERE p.status = 'captured' AND p.captures = 7
      UNION ALL SELECT 1, p.total / 2, 'succeeded', true WHERE p.status = 'captured' AND p.captures = 8
      UNION ALL SELECT 1, p.total, 'failed', true WHERE p.status = 'captured' AND p.captures = 9
      UNION ALL SELECT 2, p.total, 'succeeded', true WHERE p.status = 'captured' AND p.captures = 9
      UNION ALL SELECT 1, p.total / 3, 'succeeded', false WHERE p.status = 'authorized' AND p.captures IN (6, 7)
      UNION ALL SELECT 2, p.total / 3, 'processing', false WHERE p.status = 'authorized' AND p.captures IN (7, 8) AND p.n % 8 = 0
    ) AS parts WHERE p.pay = 1;
  ALTER TABLE old_captures ADD COLUMN tax_minor bigint;
  WITH shares AS (
    SELECT id, round(order_tax::numeric * sum(amount) OVER so_far / total)
             - coalesce(round(order_tax::numeric * sum(amount) OVER earlier / total), 0) AS tax
    FROM old_captures WHERE state = 'succeeded'
    WINDOW so_far AS (PARTITION BY payment_id ORDER BY part),
           earlier AS (PARTITION BY payment_id ORDER BY part ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
  UPDATE old_captures SET tax_minor = tax FROM shares WHERE shares.id = old_captures.id;
  ANALYZE old_captures;
  CREATE TEMP TABLE old_refunds AS
    WITH taken AS (SELECT payment_id, sum(amount)::bigint AS amount, sum(tax_minor)::bigint AS tax
                   FROM old_captures WHERE state = 'succeeded' GROUP BY 1)
    SELECT p.n, part, parts.amount, state, reversed, p.id AS payment_id, p.order_id, p.currency,
           CASE WHEN state = 'succeeded' OR reversed THEN least(parts.amount, parts.tax) END AS tax_minor,
           pg_temp.id('refund' || part, p.n, p.at + (part + 10) * interval '1 day') AS id, p.at + (part + 10) * interval '1 day' AS at
    FROM old_payments p JOIN taken t ON t.payment_id = p.id, LATERAL (
      SELECT 1 AS part, t.amount, t.tax, 'succeeded' AS state, false AS reversed WHERE p.refunds < 2
      UNION ALL SELECT 1, t.amount / 4, round(t.tax::numeric / 4)::bigint, 'succeeded', false WHERE p.refunds IN (2, 3)
      UNION ALL SELECT 2, t.amount - t.amount / 4, t.tax - round(t.tax::numeric / 4)::bigint, 'succeeded', false WHERE p.refunds = 3
      UNION ALL SELECT 1, t.amount / 3, 0, 'processing', false WHERE p.refunds = 4 AND p.n % 8 = 0
      UNION ALL SELECT 1, t.amount, 0, 'failed', false WHERE p.refunds = 5
      UNION ALL SELECT 1, t.amount / 2, t.tax / 2, 'failed', true WHERE p.refunds = 6
    ) AS parts WHERE p.pay = 1;
  ANALYZE old_refunds;
  -- Each change of a payment is a version, and each version an event.
  CREATE TEMP TABLE old_payment_events AS
    SELECT payment_id, n, at, type, row_number() OVER (PARTITION BY payment_id ORDER BY stage, at, type DESC) AS version
    FROM (
      SELECT id AS payment_id, n, at, 1 AS stage, 'payment.created' AS type FROM old_payments
      UNION ALL SELECT id, n, at, 2, 'payment.' || status FROM old_payments WHERE status IN ('requires_action', 'declined', 'failed')
      UNION ALL SELECT id, n, at, 2, 'payment.authorized' FROM old_payments WHERE status IN ('authorized', 'captured', 'voided')
      UNION ALL SELECT id, n, at, 9, 'payment.' || CASE status WHEN 'voided' THEN 'voided' ELSE 'void_requested' END
        FROM old_payments WHERE status = 'voided' OR (status = 'authorized' AND captures = 9 AND n % 4 = 0)
      UNION ALL SELECT payment_id, n, at, 3, 'payment.capture_started' FROM old_captures
      UNION ALL SELECT payment_id, n, at, 3, 'payment.' || CASE state WHEN 'failed' THEN 'capture_failed' ELSE 'captured' END
        FROM old_captures WHERE state <> 'processing'
      UNION ALL SELECT payment_id, n, at, 4, 'payment.refund_started' FROM old_refunds
      UNION ALL SELECT payment_id, n, at, 5, CASE WHEN state = 'failed' AND NOT reversed THEN 'payment.refund_failed' ELSE 'payment.refunded' END
        FROM old_refunds WHERE state <> 'processing'
      UNION ALL SELECT payment_id, n, at, 6, 'payment.refund_reversed' FROM old_refunds WHERE reversed
    ) AS changes;
  ANALYZE old_payment_events;`;

/** settle_after of what was never settled is long past. An older release did not keep the provider's references. */
export const payments = (count: number): string => `
  INSERT INTO payments (id, order_id, currency, status, amount_minor, authorized_minor, captured_minor, capturing_minor,
                        refunded_minor, refunding_minor, provider_reference, decline_code, next_action_url,
                        voiding_since, settle_after, version, created_at, updated_at)
    SELECT p.id, p.order_id, p.currency, p.status, p.total,
           CASE WHEN p.status IN ('authorized', 'captured') OR (p.status = 'voided' AND p.n % 2 = 0) THEN p.total ELSE 0 END,
           coalesce(taken.captured, 0), coalesce(taken.capturing, 0), coalesce(given.refunded, 0), coalesce(given.refunding, 0),
           CASE WHEN p.n > ${count} / 10 THEN 'pi_old' || p.n || p.pay END,
           CASE WHEN p.status = 'declined' AND p.n % 3 > 0 THEN 'card_declined' END,
           CASE WHEN p.status = 'requires_action' AND p.n % 3 > 0 THEN 'https://bank.example/' || p.n END,
           CASE WHEN p.status = 'authorized' AND p.captures = 9 AND p.n % 4 = 0 THEN p.at + interval '1 day' END,
           p.at + interval '1 minute', e.version, p.at, p.at
    FROM old_payments p
    JOIN (SELECT payment_id, max(version) AS version FROM old_payment_events GROUP BY 1) AS e ON e.payment_id = p.id
    LEFT JOIN (SELECT payment_id, sum(amount) FILTER (WHERE state = 'succeeded') AS captured,
                      sum(amount) FILTER (WHERE state = 'processing') AS capturing FROM old_captures GROUP BY 1) AS taken ON taken.payment_id = p.id
    LEFT JOIN (SELECT payment_id, sum(amount) FILTER (WHERE state = 'succeeded') AS refunded,
                      sum(amount) FILTER (WHERE state = 'processing') AS refunding FROM old_refunds GROUP BY 1) AS given ON given.payment_id = p.id
    ORDER BY p.n, p.pay;
  INSERT INTO captures (id, payment_id, status, amount_minor, net_minor, tax_minor, final, settle_after, created_at, settled_at)
    SELECT id, payment_id, state, amount, amount - tax_minor, tax_minor, final, at + interval '1 minute', at,
           CASE WHEN state <> 'processing' AND n > ${count} / 10 THEN at END
    FROM old_captures ORDER BY n, part;
  INSERT INTO refunds (id, payment_id, status, amount_minor, net_minor, tax_minor, reason, provider_reference, settle_after, created_at, settled_at)
    SELECT id, payment_id, state, amount, CASE WHEN state = 'succeeded' THEN amount - tax_minor END,
           CASE WHEN state = 'succeeded' THEN tax_minor END, CASE WHEN n % 2 = 0 THEN 'Came back' END,
           CASE WHEN n > ${count} / 10 THEN 're_old' || n || part END, at + interval '1 minute', at,
           CASE WHEN state <> 'processing' AND n > ${count} / 10 THEN at END
    FROM old_refunds ORDER BY n, part;`;
