import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Money travels through JavaScript as a safe integer, so the database refuses anything larger.
  await sql`
    create domain minor_units as bigint
      check (value between -9007199254740991 and 9007199254740991)`.execute(db);

  await sql`
    create table products (
      id uuid primary key,
      sku text not null constraint products_sku_unique unique,
      name text not null,
      description text not null default '',
      tax_category text not null check (tax_category in ('standard', 'reduced', 'zero')),
      weight_grams integer not null check (weight_grams > 0),
      inventory_reference text not null constraint products_inventory_reference_unique unique,
      active boolean not null default true,
      version integer not null default 1,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null
    )`.execute(db);

  await sql`
    create table product_prices (
      id uuid primary key,
      product_id uuid not null references products,
      price_minor minor_units not null check (price_minor >= 0),
      valid_from timestamptz(3) not null,
      valid_until timestamptz(3),
      check (valid_until >= valid_from)
    )`.execute(db);
  await sql`
    create unique index product_prices_one_current on product_prices (product_id)
      where valid_until is null`.execute(db);
  await sql`create index product_prices_by_product on product_prices (product_id, id)`.execute(db);

  await sql`
    create table stock (
      product_id uuid primary key references products,
      on_hand integer not null default 0,
      reserved integer not null default 0,
      synced_at timestamptz(3),
      constraint stock_reserved_within_on_hand check (0 <= reserved and reserved <= on_hand)
    )`.execute(db);
}
