import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table shipments (
      id uuid primary key,
      order_id uuid not null references orders,
      status text not null check (status in
        ('purchasing', 'purchased', 'in_transit', 'delivered', 'returned', 'failed')),
      carrier text not null,
      service text not null,
      quote_reference text not null,
      rate_reference text not null,
      tracker_reference text unique,
      tracking_code text,
      label_url text,
      cost_minor minor_units check (cost_minor >= 0),
      cost_currency text,
      settle_after timestamptz(3) not null,
      version integer not null default 1,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null,
      check (status in ('purchasing', 'failed') or (tracking_code is not null and cost_minor is not null))
    )`.execute(db);
  await sql`
    create unique index shipments_one_live_per_order on shipments (order_id)
      where status <> 'failed'`.execute(db);
  await sql`
    create index shipments_to_settle on shipments (settle_after)
      where status = 'purchasing'`.execute(db);

  await sql`
    create table tracking_updates (
      shipment_id uuid not null references shipments,
      event_id text not null,
      status text not null,
      occurred_at timestamptz(3) not null,
      primary key (shipment_id, event_id)
    )`.execute(db);
}
