import type { Transaction } from 'kysely';
import { visibleCustomer, type Principal } from '../auth/principal.ts';
import { lockOrder } from '../db/locks.ts';
import type { Database, OrderRow } from '../db/schema.ts';
import { orderNotFound } from './find-order.ts';

/** Locks the order, when the caller may see it. Throws 404 otherwise. */
export async function lockVisibleOrder(
  trx: Transaction<Database>,
  principal: Principal,
  orderId: string,
): Promise<OrderRow> {
  const order = await lockOrder(trx, orderId);
  const customerId = visibleCustomer(principal);
  if (order === undefined || (customerId !== null && order.customer_id !== customerId)) {
    throw orderNotFound(orderId);
  }
  return order;
}
