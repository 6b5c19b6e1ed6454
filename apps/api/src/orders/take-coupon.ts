import type { Transaction } from 'kysely';
import type { CartCoupon } from '../carts/cart-coupon.ts';
import { couponRefused } from '../carts/coupon-refused.ts';
import type { Database } from '../db/schema.ts';

/**
 * Counts one use of a coupon, of all and of the customer. Each limit is the condition of its own update,
 * so of two orders that want the last use one is refused with 422, whoever read the counter first.
 */
export async function takeCoupon(
  trx: Transaction<Database>,
  coupon: CartCoupon,
  customerId: string,
): Promise<void> {
  const taken = await trx
    .updateTable('coupons')
    .set((row) => ({ times_used: row('times_used', '+', 1) }))
    .where('id', '=', coupon.id)
    .where((eb) => eb.or([eb('usage_limit', 'is', null), eb('times_used', '<', eb.ref('usage_limit'))]))
    .returning('per_customer_limit')
    .executeTakeFirst();
  if (taken === undefined) throw couponRefused('coupon-used-up');
  const takenByCustomer = await trx
    .insertInto('coupon_customers')
    .values({ coupon_id: coupon.id, customer_id: customerId, times_used: 1, ...taken })
    .onConflict((conflict) =>
      conflict
        .columns(['coupon_id', 'customer_id'])
        .doUpdateSet((row) => ({ times_used: row('coupon_customers.times_used', '+', 1) }))
        .where((eb) =>
          eb.or([
            eb('coupon_customers.per_customer_limit', 'is', null),
            eb('coupon_customers.times_used', '<', eb.ref('coupon_customers.per_customer_limit')),
          ]),
        ),
    )
    .returning('times_used')
    .executeTakeFirst();
  if (takenByCustomer === undefined) throw couponRefused('coupon-used-up-by-customer');
}
