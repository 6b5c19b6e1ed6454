import { sql } from 'kysely';
import { inTransaction } from '../db/transaction.ts';
import { lockUnpaidOrder } from '../db/locks.ts';
import type { Dependencies } from '../dependencies.ts';
import { Problem } from '../problems/problem.ts';
import { cancelAndRelease } from './cancel-and-release.ts';

/** One transaction each: a long one would keep the goods of all of them locked. */
const BATCH = 50;

/**
 * Cancels orders that were not paid in time, and returns how many. One whose payment is under way is left
 * until its outcome is known, and one of which money was taken or a label bought, whatever its status, for good: found
 * again each time, fifty of those would keep all others from their turn. Several processes may run this: none waits
 * for another.
 */
export async function expireReservations(deps: Dependencies): Promise<number> {
  const expired = await deps.db
    .selectFrom('orders')
    .select('id')
    // Written into the statement, as the index that is used holds unpaid orders only.
    .where('status', '=', sql.lit('pending_payment'))
    .where('expires_at', '<=', deps.clock.now())
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('payments')
            .select('payments.id')
            .whereRef('payments.order_id', '=', 'orders.id')
            .where((payment) =>
              payment.or([
                payment('payments.status', 'in', ['processing', 'captured']),
                payment.and([
                  payment('payments.status', '=', 'authorized'),
                  payment(sql<number>`captured_minor + capturing_minor`, '>', 0),
                ]),
              ]),
            ),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('shipments')
            .select('shipments.id')
            .whereRef('shipments.order_id', '=', 'orders.id')
            .where('shipments.status', '<>', 'failed'),
        ),
      ),
    )
    .orderBy('expires_at')
    .limit(sql.lit(BATCH))
    .execute();
  let count = 0;
  for (const { id } of expired) if (await expire(deps, id)) count += 1;
  return count;
}

async function expire(deps: Dependencies, orderId: string): Promise<boolean> {
  try {
    return await inTransaction(deps.db, async (trx) => {
      const order = await lockUnpaidOrder(trx, orderId);
      if (order === undefined) return false;
      await cancelAndRelease(trx, deps, order, 'reservation_expired');
      return true;
    });
  } catch (error) {
    // A payment began between the search and the lock: the order is being paid after all.
    if (error instanceof Problem && error.slug === 'invalid-state-transition') return false;
    throw error;
  }
}
