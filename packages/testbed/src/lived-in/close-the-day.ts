import type { Queryable } from '../postgres/index.ts';

/** No test's clock comes this far. */
const LATER = `'2199-01-01'`;

/**
 * The night between two tests, in place of a reset: all rows stay. What somebody left unfinished is put off, as the
 * back office puts off what it has to look into, so that the jobs of a test take up its own work and nobody else's;
 * what nobody sent is a dead letter, what was sold is withdrawn, and what was last heard of rates is old.
 */
const NIGHT = `
  UPDATE payments SET settle_after = ${LATER}
    WHERE (status IN ('processing', 'requires_action') OR voiding_since IS NOT NULL) AND settle_after < ${LATER};
  UPDATE captures SET settle_after = ${LATER} WHERE status = 'processing' AND settle_after < ${LATER};
  UPDATE refunds SET settle_after = ${LATER} WHERE status = 'processing' AND settle_after < ${LATER};
  UPDATE shipments SET settle_after = ${LATER} WHERE status = 'purchasing' AND settle_after < ${LATER};
  UPDATE orders SET expires_at = ${LATER} WHERE status = 'pending_payment' AND expires_at < ${LATER};
  UPDATE outbox SET dead_at = created_at WHERE published_at IS NULL AND dead_at IS NULL;
  UPDATE idempotency_keys SET finished_at = NULL WHERE status = 'finished' AND finished_at < ${LATER};
  UPDATE products SET active = false WHERE active;
  UPDATE rate_snapshots SET fetched_at = '2001-01-01' WHERE fetched_at > '2001-01-01';
  TRUNCATE _topheavy.changes;`;

export async function closeTheDay(database: Queryable): Promise<void> {
  await database.query(NIGHT);
}
