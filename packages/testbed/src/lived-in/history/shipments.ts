/** Parcels; of one in fifty an earlier label was never bought. The first year kept neither label nor currency. */
export const shipments = (count: number): string => `
  CREATE TEMP TABLE old_shipments AS
    SELECT o.n, o.id AS order_id, ship, pg_temp.id('shipment' || ship, o.n, at) AS id, at,
           CASE WHEN ship = 0 THEN 'failed' ELSE o.shipment END AS status, 700 + pg_temp.roll('label', o.n, 900) AS cost
    FROM old_orders o, generate_series(0, 1) AS ship, LATERAL (SELECT o.placed_at + (20 + ship) * interval '1 hour' AS at) AS time
    WHERE CASE WHEN ship = 0 THEN o.n % 50 = 0 ELSE o.shipment IS NOT NULL END;
  ANALYZE old_shipments;
  CREATE TEMP TABLE old_shipment_events AS
    SELECT id AS shipment_id, n, at, ARRAY['shipment.requested'] || CASE
      WHEN status = 'purchasing' THEN '{}'
      WHEN status = 'failed' THEN ARRAY['shipment.failed']
      WHEN status = 'purchased' THEN ARRAY['shipment.purchased']
      WHEN status = 'in_transit' THEN ARRAY['shipment.purchased', 'shipment.tracked']
      ELSE ARRAY['shipment.purchased', 'shipment.tracked', 'shipment.tracked'] END AS events
    FROM old_shipments;
  ANALYZE old_shipment_events;
  INSERT INTO shipments (id, order_id, status, carrier, service, quote_reference, rate_reference, tracker_reference,
                         tracking_code, label_url, cost_minor, cost_currency, settle_after, version, created_at, updated_at)
    SELECT s.id, order_id, status, 'USPS', 'Priority', 'shp_old' || s.n, 'rate_old' || s.n,
           CASE WHEN bought AND s.n > ${count} / 3 THEN 'trk_old' || s.n END, CASE WHEN bought THEN 'TRACK' || s.n END,
           CASE WHEN bought AND s.n > ${count} / 3 THEN 'https://labels.example/' || s.n END,
           CASE WHEN bought THEN cost END, CASE WHEN bought AND s.n > ${count} / 3 THEN 'USD' END,
           s.at + interval '1 minute', cardinality(events), s.at, s.at
    FROM old_shipments s JOIN old_shipment_events e ON e.shipment_id = s.id,
      LATERAL (SELECT status NOT IN ('purchasing', 'failed') AS bought) AS label ORDER BY s.n, s.ship;
  INSERT INTO tracking_updates (shipment_id, event_id, status, occurred_at)
    SELECT id, 'evt_old' || n || '/' || update, CASE WHEN update = 1 THEN 'in_transit' ELSE status END,
           at + update * interval '1 day'
    FROM old_shipments, generate_series(1, CASE status WHEN 'in_transit' THEN 1 WHEN 'delivered' THEN 2 WHEN 'returned' THEN 2 ELSE 0 END) AS update;`;
