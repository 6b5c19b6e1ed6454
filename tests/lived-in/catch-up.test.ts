import { expect, test } from '@topheavy/testbed';

/** What is due by all that the shop says of it. Orders that were paid or sent in spite of their status stay as they are. */
const DUE = `
  SELECT
    (SELECT count(*)::int FROM payments WHERE settle_after <= now()
       AND (status IN ('processing', 'requires_action') OR voiding_since IS NOT NULL)) AS payments,
    (SELECT count(*)::int FROM captures WHERE settle_after <= now() AND status = 'processing') AS captures,
    (SELECT count(*)::int FROM refunds WHERE settle_after <= now() AND status = 'processing') AS refunds,
    (SELECT count(*)::int FROM shipments WHERE settle_after <= now() AND status = 'purchasing') AS shipments,
    (SELECT count(*)::int FROM outbox WHERE available_at <= now() AND published_at IS NULL AND dead_at IS NULL) AS events,
    (SELECT count(*)::int FROM idempotency_keys WHERE finished_at < now() - interval '73 hours') AS keys,
    (SELECT count(*)::int FROM orders o WHERE status = 'pending_payment' AND expires_at <= now()
       AND NOT EXISTS (SELECT FROM payments p WHERE p.order_id = o.id
         AND (p.status IN ('processing', 'captured') OR p.captured_minor + p.capturing_minor > 0))
       AND NOT EXISTS (SELECT FROM shipments s WHERE s.order_id = o.id AND s.status <> 'failed')) AS orders`;

/** Thousands of things are due. */
const timeout = 60_000;

test('the jobs catch up with what three years left unfinished', { timeout }, async ({ shop }) => {
  // Among the generated payments are some without a reference at the bank, which the API would not leave: it says so, and goes on.
  shop.logs.allowErrors(/has no hold that could be released|holds nothing|took nothing/);
  const by = await shop.startApiInHistory();
  const due = async () => shop.onWorkedHistory(async (books) => (await books.query(DUE)).rows[0]);
  const before = await due();

  const jobs = {
    payments: shop.sweepPayments,
    shipments: shop.sweepShipments,
    orders: shop.expireReservations,
    keys: shop.pruneIdempotencyKeys,
    events: shop.relayOutbox,
  };
  for (const job of Object.values(jobs)) while ((await job({ by })) > 0);

  expect(Object.values(before ?? {}).every((count) => Number(count) > 10)).toBe(true);
  const after = await due();
  expect(after).toEqual({
    payments: 0,
    captures: 0,
    refunds: 0,
    shipments: 0,
    events: 0,
    keys: 0,
    orders: 0,
  });
  await shop.onWorkedHistory(shop.assertAllBooks);
});
