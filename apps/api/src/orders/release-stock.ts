import { sql, type Transaction } from 'kysely';
import { lockStock } from '../db/locks.ts';
import type { Database } from '../db/schema.ts';

/** Gives back what the order holds, for an order that has just been cancelled. */
export async function releaseStock(trx: Transaction<Database>, orderId: string): Promise<void> {
  const lines = await trx
    .selectFrom('order_lines')
    .select('product_id')
    .where('order_id', '=', orderId)
    .execute();
  await lockStock(
    trx,
    lines.map((line) => line.product_id),
  );
  await trx
    .updateTable('stock')
    .from('order_lines as line')
    .set({ reserved: sql`stock.reserved - line.quantity` })
    .whereRef('stock.product_id', '=', 'line.product_id')
    .where('line.order_id', '=', orderId)
    .execute();
}
