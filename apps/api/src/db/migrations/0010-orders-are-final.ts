import { sql, type Kysely } from 'kysely';

/** Ways around the rules of 0004 and 0007 that plain SQL still had. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function refuse_amount_change() returns trigger language plpgsql as $$
    begin
      raise exception 'what order % costs was agreed to and never changes', old.id
        using errcode = 'check_violation', constraint = 'orders_amounts_final';
    end $$`.execute(db);
  await sql`
    create trigger orders_amounts_final before update on orders for each row
      when ((old.currency, old.tax_mode, old.fx_rate_micros, old.fx_date, old.coupon_id,
             old.subtotal_minor, old.discount_minor, old.shipping_net_minor, old.shipping_tax_minor,
             old.shipping_rate_basis_points, old.net_minor, old.tax_minor, old.total_minor)
        is distinct from
            (new.currency, new.tax_mode, new.fx_rate_micros, new.fx_date, new.coupon_id,
             new.subtotal_minor, new.discount_minor, new.shipping_net_minor, new.shipping_tax_minor,
             new.shipping_rate_basis_points, new.net_minor, new.tax_minor, new.total_minor))
      execute function refuse_amount_change()`.execute(db);

  // An order without a line has sums that nobody compared: now its own insertion asks for them too.
  await sql`
    create or replace function check_order_sums() returns trigger language plpgsql as $$
    declare o orders; l record;
    begin
      if tg_table_name = 'orders' then o := new;
      else select * into o from orders where id = new.order_id;
      end if;
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
    create constraint trigger orders_have_lines after insert on orders
      deferrable initially deferred for each row execute function check_order_sums()`.execute(db);

  for (const table of ['order_lines', 'ledger_transactions', 'ledger_entries']) {
    await sql`
      create trigger ${sql.ref(`${table}_never_emptied`)} before truncate on ${sql.ref(table)}
        for each statement execute function refuse_change()`.execute(db);
  }
}
