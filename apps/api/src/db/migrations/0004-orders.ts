import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table orders (
      id uuid primary key,
      customer_id uuid not null references customers,
      cart_id uuid not null constraint orders_cart_unique unique references carts,
      status text not null check (status in ('pending_payment', 'confirmed', 'fulfilled', 'cancelled')),
      currency text not null,
      tax_mode text not null check (tax_mode in ('inclusive', 'exclusive')),
      fx_rate_micros bigint not null check (fx_rate_micros > 0),
      fx_date date not null,
      subtotal_minor minor_units not null check (subtotal_minor >= 0),
      discount_minor minor_units not null check (discount_minor between 0 and subtotal_minor),
      shipping_net_minor minor_units not null check (shipping_net_minor >= 0),
      shipping_tax_minor minor_units not null check (shipping_tax_minor >= 0),
      shipping_rate_basis_points integer not null check (shipping_rate_basis_points between 0 and 10000),
      net_minor minor_units not null check (net_minor >= 0),
      tax_minor minor_units not null check (tax_minor >= 0),
      total_minor minor_units not null,
      coupon_id uuid references coupons,
      email text not null,
      delivery_note text,
      address jsonb not null,
      shipping_quote_reference text not null,
      shipping_rate_reference text not null,
      shipping_carrier text not null,
      shipping_service text not null,
      cancel_reason text check (cancel_reason in ('customer', 'back_office', 'reservation_expired')),
      version integer not null default 1,
      placed_at timestamptz(3) not null,
      expires_at timestamptz(3) not null,
      confirmed_at timestamptz(3),
      fulfilled_at timestamptz(3),
      cancelled_at timestamptz(3),
      constraint orders_net_and_tax_make_total check (net_minor + tax_minor = total_minor),
      unique (id, currency)
    )`.execute(db);
  await sql`create index orders_by_customer on orders (customer_id, id)`.execute(db);
  await sql`create index orders_by_status on orders (status, id)`.execute(db);
  await sql`
    create index orders_to_expire on orders (expires_at) where status = 'pending_payment'`.execute(db);

  // Names, prices and rates are copied: what a customer bought never changes afterwards.
  await sql`
    create table order_lines (
      order_id uuid not null references orders,
      position integer not null,
      product_id uuid not null references products,
      sku text not null,
      name text not null,
      quantity integer not null check (quantity > 0),
      base_unit_minor minor_units not null,
      unit_minor minor_units not null,
      rate_basis_points integer not null check (rate_basis_points between 0 and 10000),
      subtotal_minor minor_units not null,
      discount_minor minor_units not null,
      net_minor minor_units not null,
      tax_minor minor_units not null,
      gross_minor minor_units not null,
      primary key (order_id, position),
      constraint order_lines_net_and_tax_make_gross check (net_minor + tax_minor = gross_minor)
    )`.execute(db);

  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name
        using errcode = 'check_violation', constraint = tg_table_name || '_append_only';
    end $$`.execute(db);
  await sql`
    create trigger order_lines_append_only before update or delete on order_lines
      for each row execute function refuse_change()`.execute(db);

  await sql`
    create function check_order_sums() returns trigger language plpgsql as $$
    declare o orders; l record;
    begin
      select * into o from orders where id = coalesce(new.order_id, old.order_id);
      select sum(net_minor) as net, sum(tax_minor) as tax, sum(subtotal_minor) as subtotal,
             sum(discount_minor) as discount
        into l from order_lines where order_id = o.id;
      if l.net + o.shipping_net_minor is distinct from o.net_minor
         or l.tax + o.shipping_tax_minor is distinct from o.tax_minor
         or l.subtotal is distinct from o.subtotal_minor
         or l.discount is distinct from o.discount_minor then
        raise exception 'the lines of order % do not add up to it', o.id
          using errcode = 'check_violation', constraint = 'orders_lines_add_up';
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create constraint trigger orders_lines_add_up after insert on order_lines
      deferrable initially deferred for each row execute function check_order_sums()`.execute(db);
}
