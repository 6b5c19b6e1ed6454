import { sql, type Transaction } from 'kysely';
import { lockStock } from '../db/locks.ts';
import type { Database, OrderRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { transitionOrder } from './transition-order.ts';

/** What an order.fulfilled event says about each line; the inventory service knows goods by `reference`. */
export type FulfilledItem = {
  readonly productId: string;
  readonly sku: string;
  readonly reference: string;
  readonly quantity: number;
};

/** The goods have left: they are neither on hand nor reserved any more. Throws 409 unless confirmed. */
export async function fulfilOrder(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  orderId: string,
): Promise<OrderRow> {
  const items: FulfilledItem[] = await trx
    .selectFrom('order_lines as line')
    .innerJoin('products as product', 'product.id', 'line.product_id')
    .select([
      'product.id as productId',
      'line.sku',
      'product.inventory_reference as reference',
      'line.quantity',
    ])
    .where('line.order_id', '=', orderId)
    .orderBy('line.position')
    .execute();
  const order = await transitionOrder(trx, deps, orderId, 'fulfil', { payload: { items } });
  await lockStock(
    trx,
    items.map((item) => item.productId),
  );
  await trx
    .updateTable('stock')
    .from('order_lines as line')
    .set({
      on_hand: sql`stock.on_hand - line.quantity`,
      reserved: sql`stock.reserved - line.quantity`,
    })
    .whereRef('stock.product_id', '=', 'line.product_id')
    .where('line.order_id', '=', orderId)
    .execute();
  return order;
}
