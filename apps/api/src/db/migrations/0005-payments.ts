import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // capturing and refunding are what a call now under way may still move; they count against the limit.
  await sql`
    create table payments (
      id uuid primary key,
      order_id uuid not null,
      currency text not null,
      status text not null check (status in
        ('processing', 'requires_action', 'authorized', 'declined', 'captured', 'voided', 'failed')),
      amount_minor minor_units not null check (amount_minor > 0),
      authorized_minor minor_units not null default 0,
      captured_minor minor_units not null default 0,
      capturing_minor minor_units not null default 0,
      refunded_minor minor_units not null default 0,
      refunding_minor minor_units not null default 0,
      provider_reference text constraint payments_provider_reference_unique unique,
      decline_code text,
      next_action_url text,
      voiding_since timestamptz(3),
      settle_after timestamptz(3) not null,
      version integer not null default 1,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null,
      foreign key (order_id, currency) references orders (id, currency),
      check (authorized_minor between 0 and amount_minor),
      check (captured_minor >= 0 and capturing_minor >= 0 and refunded_minor >= 0 and refunding_minor >= 0),
      constraint payments_captured_within_authorized
        check (captured_minor + capturing_minor <= authorized_minor),
      constraint payments_refunded_within_captured
        check (refunded_minor + refunding_minor <= captured_minor),
      constraint payments_void_takes_nothing
        check (voiding_since is null or captured_minor + capturing_minor = 0),
      check (status <> 'voided' or captured_minor = 0)
    )`.execute(db);
  await sql`
    create unique index payments_one_live_per_order on payments (order_id)
      where status in ('processing', 'requires_action', 'authorized', 'captured')`.execute(db);
  await sql`
    create index payments_to_settle on payments (settle_after)
      where status in ('processing', 'requires_action') or voiding_since is not null`.execute(db);

  await sql`
    create table captures (
      id uuid primary key,
      payment_id uuid not null references payments,
      status text not null check (status in ('processing', 'succeeded', 'failed')),
      amount_minor minor_units not null check (amount_minor > 0),
      net_minor minor_units,
      tax_minor minor_units,
      final boolean not null,
      settle_after timestamptz(3) not null,
      created_at timestamptz(3) not null,
      settled_at timestamptz(3),
      check ((status = 'succeeded') = (net_minor is not null and tax_minor is not null)),
      constraint captures_net_and_tax_make_amount check (net_minor + tax_minor = amount_minor)
    )`.execute(db);
  await sql`create index captures_by_payment on captures (payment_id, id)`.execute(db);
  await sql`
    create index captures_to_settle on captures (settle_after) where status = 'processing'`.execute(db);
  await sql`
    create unique index captures_one_final on captures (payment_id)
      where final and status <> 'failed'`.execute(db);

  await sql`
    create table refunds (
      id uuid primary key,
      payment_id uuid not null references payments,
      status text not null check (status in ('processing', 'succeeded', 'failed')),
      amount_minor minor_units not null check (amount_minor > 0),
      net_minor minor_units,
      tax_minor minor_units,
      reason text,
      provider_reference text unique,
      settle_after timestamptz(3) not null,
      created_at timestamptz(3) not null,
      settled_at timestamptz(3),
      check ((status = 'succeeded') = (net_minor is not null and tax_minor is not null)),
      constraint refunds_net_and_tax_make_amount check (net_minor + tax_minor = amount_minor)
    )`.execute(db);
  await sql`create index refunds_by_payment on refunds (payment_id, id)`.execute(db);
  await sql`
    create index refunds_to_settle on refunds (settle_after) where status = 'processing'`.execute(db);
}
