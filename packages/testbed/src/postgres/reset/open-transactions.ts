import type { Queryable } from './queryable.ts';

type SessionRow = { pid: number; state: string; application: string; seconds: string; query: string };

/**
 * Sessions on this database, besides the asking one, that sit idle in a transaction: one line each,
 * oldest first, with the statement they ran last.
 */
export async function openTransactions(client: Queryable): Promise<string[]> {
  return await listSessions(client, `state LIKE 'idle in transaction%'`);
}

/** The same, with those that are at work in a transaction. */
export async function allTransactions(client: Queryable): Promise<string[]> {
  return await listSessions(client, 'xact_start IS NOT NULL');
}

async function listSessions(client: Queryable, condition: string): Promise<string[]> {
  const { rows } = await client.query<SessionRow>(`
    SELECT pid, state, application_name AS application, query,
           round(extract(epoch FROM clock_timestamp() - xact_start)::numeric, 1)::text AS seconds
    FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND ${condition}
    ORDER BY xact_start`);
  return rows.map(({ pid, state, application, seconds, query }) => {
    const who = application === '' ? '' : `, application "${application}"`;
    return `process ${pid}, ${state}, begun ${seconds} s ago${who}: ${query.replaceAll(/\s+/g, ' ').trim()}`;
  });
}
