import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { ApiFleet } from './api-fleet.ts';

const OPEN = `
  SELECT 'payment' AS what, id::text, status FROM payments WHERE status = 'processing' OR voiding_since IS NOT NULL
  UNION ALL SELECT 'capture', id::text, status FROM captures WHERE status = 'processing'
  UNION ALL SELECT 'refund', id::text, status FROM refunds WHERE status = 'processing'
  UNION ALL SELECT 'shipment', id::text, status FROM shipments WHERE status = 'purchasing'
  UNION ALL SELECT 'event', id::text, type || coalesce(', given up: ' || last_error, '') FROM outbox
    WHERE published_at IS NULL
  UNION ALL SELECT 'order', id::text, 'not paid, and not cancelled for it' FROM orders
    WHERE status = 'pending_payment' AND expires_at < now() + interval '5 minutes'
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

/**
 * A sale whose report was taken in while its answer was lost comes off twice at a count before it is
 * reported again (unsent-sales.ts); the next count has it right. A process counts when it starts, so one
 * that takes the place of another shows it without the five minutes to the next.
 */
export async function countAnew(database: Pool, fleet: ApiFleet, withinMs: number): Promise<string[]> {
  const startedAt = performance.now();
  const { rows } = await database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  await fleet.kill(0);
  await fleet.settled();
  for (;;) {
    const counted = await database.query<{ id: string }>(
      'SELECT product_id AS id FROM stock WHERE synced_at IS NULL OR synced_at <= $1',
      [rows[0]?.now],
    );
    if (counted.rows.length === 0) return [];
    if (performance.now() - startedAt > withinMs)
      return counted.rows.map(({ id }) => `product ${id}: a process that has started does not count it`);
    await pause(200);
  }
}
