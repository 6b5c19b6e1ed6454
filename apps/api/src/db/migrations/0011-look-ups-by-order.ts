import { sql, type Kysely } from 'kysely';

/** What each read of an order asks for. The indexes there were hold live payments and labels only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index payments_by_order on payments (order_id, id)`.execute(db);
  await sql`create index shipments_by_order on shipments (order_id)`.execute(db);
  // A carrier's report can come before the purchase is recorded.
  await sql`
    create index shipments_by_quote on shipments (quote_reference) where status = 'purchasing'`.execute(db);
}
