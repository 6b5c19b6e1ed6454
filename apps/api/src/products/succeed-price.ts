import type { Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { productNotFound } from './load-product.ts';

/** Ends the current price and starts the next, so that the history has neither gaps nor overlaps. */
export async function succeedPrice(
  trx: Transaction<Database>,
  { clock, ids }: Pick<Dependencies, 'clock' | 'ids'>,
  productId: string,
  priceMinor: number,
): Promise<void> {
  const now = clock.now();
  // The update is the lock: of two changes at once, the second sees the first one's price.
  const locked = await trx
    .updateTable('products')
    .set((column) => ({ version: column('version', '+', 1), updated_at: now }))
    .where('id', '=', productId)
    .executeTakeFirst();
  if (locked.numUpdatedRows === 0n) throw productNotFound(productId);
  const current = await trx
    .selectFrom('product_prices')
    .select(['id', 'price_minor', 'valid_from'])
    .where('product_id', '=', productId)
    .where('valid_until', 'is', null)
    .executeTakeFirstOrThrow();
  if (current.price_minor === priceMinor) return;
  // Clocks of two processes differ; a price still cannot end before it began.
  const from = current.valid_from > now ? current.valid_from : now;
  await trx.updateTable('product_prices').set({ valid_until: from }).where('id', '=', current.id).execute();
  await trx
    .insertInto('product_prices')
    .values({ id: ids.next(), product_id: productId, price_minor: priceMinor, valid_from: from })
    .execute();
}
