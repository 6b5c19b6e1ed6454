import type { Transaction } from 'kysely';
import type { Database, OrderRow } from '../db/schema.ts';

/** Gives the use of a cancelled order's coupon back, to the customer and to all. */
export async function releaseCoupon(
  trx: Transaction<Database>,
  { coupon_id, customer_id }: Pick<OrderRow, 'coupon_id' | 'customer_id'>,
): Promise<void> {
  if (coupon_id === null) return;
  await trx
    .updateTable('coupons')
    .set((row) => ({ times_used: row('times_used', '-', 1) }))
    .where('id', '=', coupon_id)
    .execute();
  await trx
    .updateTable('coupon_customers')
    .set((row) => ({ times_used: row('times_used', '-', 1) }))
    .where('coupon_id', '=', coupon_id)
    .where('customer_id', '=', customer_id)
    .execute();
}
