import { sql } from 'kysely';
import { lockStock } from '../db/locks.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import { unsentSales } from './unsent-sales.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'logger' | 'metrics'>;

/**
 * Sets what is on hand from counts that were asked for at `askedAt`. What we sold and the service did not
 * know of yet comes off; what is reserved stays, because it is promised to customers: a count below that
 * is reported instead.
 */
export async function applyCounts(
  deps: Needs,
  askedAt: Date,
  counted: readonly { readonly productId: string; readonly units: number }[],
): Promise<void> {
  if (counted.length === 0) return;
  const discrepancies = await inTransaction(deps.db, async (trx) => {
    const stock = await lockStock(
      trx,
      counted.map(({ productId }) => productId),
    );
    // After the lock: whoever fulfils an order holds it too, so no sale can slip in between.
    const unsent = await unsentSales(trx, askedAt);
    const units = new Map(counted.map((count) => [count.productId, count.units]));
    const levels = stock.map(({ product_id: productId, reserved }) => {
      const left = (units.get(productId) ?? 0) - (unsent.get(productId) ?? 0);
      return { productId, reserved, left, onHand: Math.max(left, reserved) };
    });
    await trx
      .updateTable('stock')
      .from(
        sql<{ product_id: string; on_hand: number }>`
          unnest(${levels.map(({ productId }) => productId)}::uuid[], ${levels.map(({ onHand }) => onHand)}::integer[])
        `.as<'level'>(sql`level(product_id, on_hand)`),
      )
      .set((column) => ({ on_hand: column.ref('level.on_hand'), synced_at: deps.clock.now() }))
      .whereRef('stock.product_id', '=', 'level.product_id')
      .execute();
    return levels.filter(({ left, reserved }) => left < reserved);
  });
  for (const { productId, left, reserved } of discrepancies) {
    deps.metrics.stockDiscrepancies.inc();
    deps.logger.warn({ productId, left, reserved }, 'the inventory service counts less than is reserved');
  }
}
