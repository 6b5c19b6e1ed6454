import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledger_transactions (
      id uuid primary key,
      order_id uuid not null references orders,
      kind text not null check (kind in ('capture', 'refund', 'refund_reversal', 'label')),
      source_id uuid not null,
      currency text not null,
      occurred_at timestamptz(3) not null,
      constraint ledger_transactions_once_per_source unique (kind, source_id)
    )`.execute(db);
  await sql`create index ledger_transactions_by_order on ledger_transactions (order_id, id)`.execute(db);

  // Debits are positive, credits negative.
  await sql`
    create table ledger_entries (
      id bigint generated always as identity primary key,
      transaction_id uuid not null references ledger_transactions,
      account text not null check (account in
        ('payment_clearing', 'sales', 'vat_payable', 'shipping_expense', 'carrier_payable')),
      amount_minor minor_units not null check (amount_minor <> 0),
      currency text not null
    )`.execute(db);
  await sql`create index ledger_entries_by_transaction on ledger_entries (transaction_id)`.execute(db);

  await sql`
    create trigger ledger_transactions_append_only before update or delete on ledger_transactions
      for each row execute function refuse_change()`.execute(db);
  await sql`
    create trigger ledger_entries_append_only before update or delete on ledger_entries
      for each row execute function refuse_change()`.execute(db);

  await sql`
    create function check_ledger_balance() returns trigger language plpgsql as $$
    declare tx uuid; balanced boolean;
    begin
      if tg_table_name = 'ledger_transactions' then tx := new.id; else tx := new.transaction_id; end if;
      select count(e.id) >= 2 and sum(e.amount_minor) = 0 and bool_and(e.currency = t.currency)
        into balanced
        from ledger_transactions t left join ledger_entries e on e.transaction_id = t.id
        where t.id = tx;
      if balanced is not true then
        raise exception 'ledger transaction % does not balance in one currency', tx
          using errcode = 'check_violation', constraint = 'ledger_balances';
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create constraint trigger ledger_entries_balance after insert on ledger_entries
      deferrable initially deferred for each row execute function check_ledger_balance()`.execute(db);
  await sql`
    create constraint trigger ledger_transactions_balance after insert on ledger_transactions
      deferrable initially deferred for each row execute function check_ledger_balance()`.execute(db);
}
