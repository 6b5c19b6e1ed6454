import { sql } from 'kysely';
import type { OutboxRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';

const BATCH = 10;
/** An event makes at most two calls; the third deadline is for everything around them. */
const LEASE_DEADLINES = 3;

/**
 * Takes the oldest events that are due, at most one of each aggregate: a later one waits until those
 * before it are published or dead. The lease keeps other relays away without a transaction that stays
 * open during calls; if this process dies, it runs out and the event is taken again.
 */
export async function claimEvents({
  db,
  clock,
  config,
}: Pick<Dependencies, 'db' | 'clock' | 'config'>): Promise<readonly OutboxRow[]> {
  const now = clock.now();
  return await db
    .with('due', (query) =>
      query
        .selectFrom('outbox as event')
        .select('event.id')
        .where('event.published_at', 'is', null)
        .where('event.dead_at', 'is', null)
        .where('event.available_at', '<=', now)
        .where((event) => event.or([event('locked_until', 'is', null), event('locked_until', '<=', now)]))
        .where((event) =>
          event.not(
            event.exists(
              event
                .selectFrom('outbox as earlier')
                .select('earlier.id')
                .whereRef('earlier.aggregate_id', '=', 'event.aggregate_id')
                .whereRef('earlier.aggregate_version', '<', 'event.aggregate_version')
                .where('earlier.published_at', 'is', null)
                .where('earlier.dead_at', 'is', null),
            ),
          ),
        )
        .orderBy('event.available_at')
        .orderBy('event.id')
        .limit(sql.lit(BATCH))
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .updateTable('outbox')
    .from('due')
    .set((column) => ({
      locked_until: new Date(now.getTime() + LEASE_DEADLINES * config.gateways.deadlineMs),
      attempts: column('attempts', '+', 1),
    }))
    .whereRef('outbox.id', '=', 'due.id')
    .returningAll('outbox')
    .execute();
}
