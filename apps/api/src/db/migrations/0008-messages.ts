import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table idempotency_keys (
      principal text not null,
      key text not null,
      fingerprint bytea not null,
      resource_id uuid not null,
      attempt integer not null default 1,
      status text not null check (status in ('running', 'finished')),
      locked_until timestamptz(3) not null,
      response_status integer,
      response_headers jsonb,
      response_body text,
      created_at timestamptz(3) not null,
      finished_at timestamptz(3),
      primary key (principal, key),
      check ((status = 'finished') = (response_status is not null))
    )`.execute(db);
  await sql`
    create index idempotency_keys_to_prune on idempotency_keys (finished_at)
      where status = 'finished'`.execute(db);

  // One row per version of an aggregate: a change without its event cannot be told from a lost one.
  await sql`
    create table outbox (
      id uuid primary key,
      aggregate_type text not null check (aggregate_type in ('order', 'payment', 'shipment')),
      aggregate_id uuid not null,
      aggregate_version integer not null,
      type text not null,
      payload jsonb not null,
      created_at timestamptz(3) not null,
      available_at timestamptz(3) not null,
      locked_until timestamptz(3),
      attempts integer not null default 0,
      last_error text,
      published_at timestamptz(3),
      dead_at timestamptz(3),
      constraint outbox_one_event_per_version unique (aggregate_id, aggregate_version)
    )`.execute(db);
  await sql`
    create index outbox_to_publish on outbox (available_at)
      where published_at is null and dead_at is null`.execute(db);
  // The stock sync asks which sales the inventory service has not heard of.
  await sql`
    create index outbox_sales_by_publication on outbox (published_at)
      where type = 'order.fulfilled'`.execute(db);

  await sql`
    create table inbox (
      provider text not null,
      event_id text not null,
      type text not null,
      received_at timestamptz(3) not null,
      primary key (provider, event_id)
    )`.execute(db);
}
