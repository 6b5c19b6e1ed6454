import type { OrderAction } from '@topheavy/domain';
import type { Transaction } from 'kysely';
import type { Database, OrderRow } from '../db/schema.ts';
import { invalidOrderTransition } from './invalid-order-transition.ts';

/** Throws 409 as soon as a label is asked for: the parcel may be under way before the order says so. */
export async function refuseOnceShipped(
  trx: Transaction<Database>,
  order: OrderRow,
  action: OrderAction | 'update',
): Promise<void> {
  const shipment = await trx
    .selectFrom('shipments')
    .select('id')
    .where('order_id', '=', order.id)
    .where('status', '<>', 'failed')
    .executeTakeFirst();
  if (shipment !== undefined) {
    throw invalidOrderTransition(order.status, action, 'A label is being bought for it, or was bought.');
  }
}
