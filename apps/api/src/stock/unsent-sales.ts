import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';

/**
 * Units by product that were sold but that a count asked for at `askedAt` may not reflect: their event is
 * not published, or was only published since. A sale that the service learnt of just before and that was
 * marked just after is taken off twice until the next count. That errs towards selling too little.
 */
export async function unsentSales(
  trx: Transaction<Database>,
  askedAt: Date,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ product_id: string; quantity: number }>`
    select item ->> 'productId' as product_id, sum((item ->> 'quantity')::integer)::integer as quantity
    from outbox, jsonb_array_elements(outbox.payload -> 'items') as item
    where outbox.type = 'order.fulfilled'
      and (outbox.published_at is null or outbox.published_at > ${askedAt})
    group by 1`.execute(trx);
  return new Map(rows.map((row) => [row.product_id, row.quantity]));
}
