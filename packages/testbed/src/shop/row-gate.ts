import type { Pool } from 'pg';

/** Far longer than any statement takes; reached only when a rival never comes to the gate. */
const GIVE_UP_MS = 5000;

type Patience = {
  readonly giveUpMs?: number | undefined;
  /** Ends the waiting: somebody else knows already that it is in vain. */
  readonly signal: AbortSignal;
};

/**
 * Resolves once `count` of the API's sessions wait for a row; a wait for anything else, such as a file that
 * Postgres makes longer, soon ends by itself. Asks on a connection outside of any transaction: inside
 * one, pg_stat_activity would stand still.
 */
export async function blockedSessions(
  database: Pool,
  count: number,
  { giveUpMs = GIVE_UP_MS, signal }: Patience,
): Promise<void> {
  const giveUpAt = Date.now() + giveUpMs;
  while (!signal.aborted) {
    const { rows } = await database.query<{ blocked: number }>(`
      SELECT count(*)::int AS blocked FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'topheavy-api'
        AND wait_event_type = 'Lock' AND wait_event IN ('transactionid', 'tuple')`);
    const blocked = rows[0]?.blocked ?? 0;
    if (blocked >= count) return;
    if (Date.now() > giveUpAt) throw new Error(`Only ${blocked} of ${count} rivals came to the gate.`);
  }
}
