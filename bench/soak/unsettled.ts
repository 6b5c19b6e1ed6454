import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';

const OPEN = `
  SELECT 'payment' AS what, id::text, status FROM payments WHERE status = 'processing' OR voiding_since IS NOT NULL
  UNION ALL SELECT 'capture', id::text, status FROM captures WHERE status = 'processing'
  UNION ALL SELECT 'refund', id::text, status FROM refunds WHERE status = 'processing'
  UNION ALL SELECT 'shipment', id::text, status FROM shipments WHERE status = 'purchasing'
  UNION ALL SELECT 'event', id::text, type || coalesce(', given up: ' || last_error, '') FROM outbox
    WHERE published_at IS NULL
  UNION ALL SELECT 'idempotency key', key, status FROM idempotency_keys WHERE status = 'running'`;

/**
 * What the shop has begun and not ended, once it had this long to end it by itself; empty when all is.
 * Answers how long it took, too.
 */
export async function waitUntilSettled(
  database: Pool,
  withinMs: number,
): Promise<{ readonly stuck: readonly string[]; readonly ms: number }> {
  const startedAt = performance.now();
  for (;;) {
    const { rows } = await database.query<{ what: string; id: string; status: string }>(OPEN);
    const ms = performance.now() - startedAt;
    if (rows.length === 0) return { stuck: [], ms };
    if (ms > withinMs)
      return { stuck: rows.map(({ what, id, status }) => `${what} ${id}: stuck, ${status}`), ms };
    await pause(500);
  }
}
