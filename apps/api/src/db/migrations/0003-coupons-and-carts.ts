import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table coupons (
      id uuid primary key,
      code text not null constraint coupons_code_unique unique check (code = upper(code)),
      kind text not null check (kind in ('percentage', 'amount')),
      basis_points integer check (basis_points between 1 and 10000),
      amount_minor minor_units check (amount_minor > 0),
      minimum_minor minor_units not null default 0 check (minimum_minor >= 0),
      valid_from timestamptz(3),
      valid_until timestamptz(3),
      usage_limit integer check (usage_limit > 0),
      per_customer_limit integer check (per_customer_limit > 0),
      times_used integer not null default 0,
      created_at timestamptz(3) not null,
      check ((kind = 'percentage') = (basis_points is not null)),
      check ((kind = 'amount') = (amount_minor is not null)),
      check (valid_until > valid_from),
      constraint coupons_used_within_limit check (0 <= times_used and times_used <= usage_limit)
    )`.execute(db);

  // The limit is copied from the coupon so that one row can refuse to pass it.
  await sql`
    create table coupon_customers (
      coupon_id uuid not null references coupons,
      customer_id uuid not null references customers,
      times_used integer not null,
      per_customer_limit integer,
      primary key (coupon_id, customer_id),
      constraint coupon_customers_used_within_limit
        check (0 <= times_used and times_used <= per_customer_limit)
    )`.execute(db);

  await sql`
    create table carts (
      id uuid primary key,
      customer_id uuid not null references customers,
      status text not null default 'open' check (status in ('open', 'ordered')),
      currency text not null,
      tax_mode text not null check (tax_mode in ('inclusive', 'exclusive')),
      address jsonb,
      coupon_code text,
      shipping_quote jsonb,
      shipping_rate_reference text,
      version integer not null default 1,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null
    )`.execute(db);

  // seen_price_minor is the price in EUR that the customer last put in the cart: reads compare with it.
  await sql`
    create table cart_items (
      cart_id uuid not null references carts,
      product_id uuid not null references products,
      position integer not null,
      quantity integer not null check (quantity between 1 and 999),
      seen_price_minor minor_units not null,
      primary key (cart_id, product_id)
    )`.execute(db);
}
