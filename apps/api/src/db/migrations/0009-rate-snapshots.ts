import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // What the tax and exchange services last said. In the database, not in memory, so that all API
  // processes share one copy, and a restart during an outage still has one.
  await sql`
    create table rate_snapshots (
      kind text not null check (kind in ('vat', 'exchange')),
      key text not null,
      payload jsonb not null,
      fetched_at timestamptz(3) not null,
      primary key (kind, key)
    )`.execute(db);
}
