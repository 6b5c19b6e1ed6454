import { sql } from 'kysely';
import { lockStock } from '../db/locks.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import { unsentSales } from './unsent-sales.ts';

type Needs = Pick<Dependencies, 'db' | 'logger' | 'metrics'>;

/**
 * Sets what is on hand from counts that were asked for at `askedAt`. What we sold and the service did not
 * know of yet comes off; what is reserved stays, because it is promised to customers: a count below that
 * is reported instead. A product that the service has no count for, `units: null`, is kept by hand.
 */
export async function applyCounts(
  deps: Needs,
  askedAt: Date,
  answer: readonly { readonly productId: string; readonly units: number | null }[],
): Promise<void> {
  const discrepancies = await inTransaction(deps.db, async (trx) => {
    const stock = await lockStock(
      trx,
      answer.map(({ productId }) => productId),
    );
    // After the lock: whoever fulfils an order holds it too, so no sale can slip in between.
    const unsent = await unsentSales(trx, askedAt);
    const units = new Map(answer.map((count) => [count.productId, count.units]));
    const levels = stock.map(({ product_id: productId, reserved, on_hand: before }) => {
      const counted = units.get(productId) ?? null;
      if (counted === null) return { productId, reserved, left: before, onHand: before, syncedAt: null };
      const left = counted - (unsent.get(productId) ?? 0);
      return { productId, reserved, left, onHand: Math.max(left, reserved), syncedAt: askedAt };
    });
    const column = <Key extends keyof (typeof levels)[number]>(key: Key) => levels.map((level) => level[key]);
    await trx
      .updateTable('stock')
      .from(
        sql<{ product_id: string; on_hand: number; synced_at: Date | null }>`
          unnest(${column('productId')}::uuid[], ${column('onHand')}::integer[], ${column('syncedAt')}::timestamptz[])
        `.as<'level'>(sql`level(product_id, on_hand, synced_at)`),
      )
      .set((row) => ({ on_hand: row.ref('level.on_hand'), synced_at: row.ref('level.synced_at') }))
      .whereRef('stock.product_id', '=', 'level.product_id')
      .execute();
    return levels.filter(({ left, reserved }) => left < reserved);
  });
  for (const { productId, left, reserved } of discrepancies) {
    deps.metrics.stockDiscrepancies.inc();
    deps.logger.warn({ productId, left, reserved }, 'the inventory service counts less than is reserved');
  }
}
