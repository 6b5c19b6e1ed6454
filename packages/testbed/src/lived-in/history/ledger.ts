/** The book of all of it: each transaction with its entries in one commit, at which the database balances it. */
export const ledger = `
  CREATE TEMP TABLE old_postings AS
    SELECT *, pg_temp.id('posting' || kind || source_id, n, at) AS id FROM (
      SELECT n, at, order_id, 'capture' AS kind, id AS source_id, currency, amount, amount - tax_minor AS net, tax_minor AS tax
        FROM old_captures WHERE state = 'succeeded'
      UNION ALL SELECT n, at, order_id, 'refund', id, currency, -amount, tax_minor - amount, -tax_minor
        FROM old_refunds WHERE state = 'succeeded' OR reversed
      UNION ALL SELECT n, at + interval '1 day', order_id, 'refund_reversal', id, currency, amount, amount - tax_minor, tax_minor
        FROM old_refunds WHERE reversed
      UNION ALL SELECT n, at, order_id, 'label', id, 'USD', cost, 0, 0
        FROM old_shipments WHERE status NOT IN ('purchasing', 'failed')
    ) AS booked;
  ANALYZE old_postings;
  INSERT INTO ledger_transactions (id, order_id, kind, source_id, currency, occurred_at)
    SELECT id, order_id, kind, source_id, currency, at FROM old_postings ORDER BY n, at;
  INSERT INTO ledger_entries (transaction_id, account, amount_minor, currency)
    SELECT p.id, account, amount_minor, currency FROM old_postings p, LATERAL (
      SELECT 'payment_clearing' AS account, amount AS amount_minor WHERE kind <> 'label'
      UNION ALL SELECT 'sales', -net WHERE kind <> 'label'
      UNION ALL SELECT 'vat_payable', -tax WHERE kind <> 'label'
      UNION ALL SELECT 'shipping_expense', amount WHERE kind = 'label'
      UNION ALL SELECT 'carrier_payable', -amount WHERE kind = 'label'
    ) AS entries WHERE amount_minor <> 0 ORDER BY p.n;`;
