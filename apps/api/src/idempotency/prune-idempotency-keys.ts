import { sql } from 'kysely';
import type { Dependencies } from '../dependencies.ts';

/** 72 hours: a client that lost its network on Friday evening may still repeat on Monday morning. */
const RETENTION_MS = 72 * 60 * 60 * 1000;
const BATCH = 1000;

/** Deletes stored answers past their retention. Unfinished claims stay: their work may be half done. */
export async function pruneIdempotencyKeys({
  db,
  clock,
}: Pick<Dependencies, 'db' | 'clock'>): Promise<number> {
  const expired = new Date(clock.now().getTime() - RETENTION_MS);
  const { numDeletedRows } = await db
    .with('old', (query) =>
      query
        .selectFrom('idempotency_keys')
        .select(['principal', 'key'])
        // Written into the statement, as the index that is used holds finished ones only.
        .where('status', '=', sql.lit('finished'))
        .where('finished_at', '<', expired)
        .limit(sql.lit(BATCH)),
    )
    .deleteFrom('idempotency_keys')
    .using('old')
    .whereRef('idempotency_keys.principal', '=', 'old.principal')
    .whereRef('idempotency_keys.key', '=', 'old.key')
    .where('idempotency_keys.status', '=', 'finished')
    .executeTakeFirst();
  return Number(numDeletedRows);
}
