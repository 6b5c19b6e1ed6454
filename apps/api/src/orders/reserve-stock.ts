import { sql, type Transaction } from 'kysely';
import { availableOf } from '../carts/cart-changes.ts';
import type { CartItem } from '../carts/load-cart.ts';
import { lockStock } from '../db/locks.ts';
import type { Database } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { problem } from '../problems/problem.ts';
import { refuseOldCounts } from '../stock/refuse-old-counts.ts';

/**
 * Holds the goods of an order whose lines were just written. Throws 409 with every item that is short,
 * not the first, so that the customer mends the cart once; 503 when their counts are too old to sell by.
 */
export async function reserveStock(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'config'>,
  orderId: string,
  items: readonly CartItem[],
): Promise<void> {
  const locked = await lockStock(
    trx,
    items.map((item) => item.id),
  );
  refuseOldCounts(deps, locked);
  const stockOf = new Map(locked.map((stock) => [stock.product_id, stock]));
  const shortages = items
    .map((item) => ({
      productId: item.id,
      requested: item.quantity,
      available: availableOf({ ...item, ...stockOf.get(item.id) }),
    }))
    .filter((item) => item.available < item.requested);
  if (shortages.length > 0) {
    throw problem('insufficient-stock', {
      detail: 'Lower the quantities to what is available, or take the items out of the cart.',
      extra: { items: shortages },
    });
  }
  await trx
    .updateTable('stock')
    .from('order_lines as line')
    .set({ reserved: sql`stock.reserved + line.quantity` })
    .whereRef('stock.product_id', '=', 'line.product_id')
    .where('line.order_id', '=', orderId)
    .execute();
}
