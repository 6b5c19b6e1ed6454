/**
 * One event for each version of everything. Nearly all are published; one in a thousand is a dead letter, one in two
 * thousand still waits. The first year's events say less than today's.
 */
export const messages = (count: number): string => `
  INSERT INTO outbox (id, aggregate_type, aggregate_id, aggregate_version, type, payload, created_at, available_at,
                      locked_until, attempts, last_error, published_at, dead_at)
    SELECT pg_temp.id('event' || version || aggregate, n, at), aggregate, aggregate_id, version, type, payload, at, at,
           CASE WHEN fate = 1 THEN at + interval '1 minute' END, CASE WHEN fate = 0 THEN 16 WHEN fate = 1 THEN 3 ELSE 1 END,
           CASE WHEN fate < 2 THEN 'the mail service refused' END,
           CASE WHEN fate > 1 THEN at + interval '2 seconds' END, CASE WHEN fate = 0 THEN at + interval '5 hours' END
    FROM (
      SELECT 'order' AS aggregate, o.n, o.id AS aggregate_id, version, type, o.placed_at + version * interval '1 minute' AS at,
             CASE WHEN o.n < ${count} / 3 THEN jsonb_build_object('orderId', o.id)
                  ELSE jsonb_build_object('orderId', o.id, 'status', o.status, 'email', customer.email,
                    'total', jsonb_build_object('amount', t.total, 'currency', o.currency),
                    'expiresAt', to_char(o.placed_at + interval '30 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'cancelReason', NULL) END AS payload
        FROM old_orders o JOIN old_totals t USING (n) JOIN old_customers customer USING (c) JOIN old_order_events USING (n),
          unnest(events) WITH ORDINALITY AS e (type, version)
      UNION ALL SELECT 'payment', n, payment_id, version, type, at, jsonb_build_object('paymentId', payment_id) FROM old_payment_events
      UNION ALL SELECT 'shipment', n, shipment_id, version, type, at + version * interval '1 day', jsonb_build_object('shipmentId', shipment_id)
        FROM old_shipment_events, unnest(events) WITH ORDINALITY AS e (type, version)
    ) AS changes, LATERAL (SELECT pg_temp.roll('published' || aggregate || version, n, 2000) % 1000 AS fate) AS rolled;
  INSERT INTO inbox (provider, event_id, type, received_at)
    SELECT 'stripe', 'evt_old' || n, 'payment_intent.succeeded', at FROM old_captures WHERE state = 'succeeded' AND part = 1
    UNION ALL SELECT 'easypost', 'evt_old' || n || '/1', 'tracker.updated', at FROM old_shipments WHERE status = 'delivered' AND ship = 1;
  INSERT INTO idempotency_keys (principal, key, fingerprint, resource_id, attempt, status, locked_until, response_status,
                                response_headers, response_body, created_at, finished_at)
    SELECT 'customer:' || customer.id, 'old-' || o.n, sha256(convert_to(o.n::text, 'UTF8')), o.id, 1 + o.n % 2,
           CASE WHEN finished THEN 'finished' ELSE 'running' END, o.placed_at + interval '1 minute',
           CASE WHEN finished THEN 201 END, CASE WHEN finished AND o.n % 3 = 0 THEN '{"content-type": "application/json"}'::jsonb END,
           CASE WHEN finished THEN '{}' END, o.placed_at,
           -- Unknown for the oldest: no one prunes those.
           CASE WHEN finished AND o.n > ${count} / 3 THEN o.placed_at END
    FROM old_orders o JOIN old_customers customer USING (c), LATERAL (SELECT o.n % 100 > 0 AS finished) AS request WHERE o.n % 10 = 0;
  INSERT INTO rate_snapshots (kind, key, payload, fetched_at)
    SELECT 'vat', country, jsonb_build_object('country', country, 'standardBasisPoints', 1900, 'reducedBasisPoints', '[700]'::jsonb), pg_temp.day(1000)
      FROM unnest(ARRAY['DE', 'FR', 'DK', 'GR']) AS country
    -- In the shape of an older release.
    UNION ALL SELECT 'exchange', 'EUR', '{"rates": {"USD": 1.08, "SEK": 11.3}}', pg_temp.day(1000);`;
