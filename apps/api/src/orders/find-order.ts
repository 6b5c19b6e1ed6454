import type { Kysely } from 'kysely';
import { visibleCustomer, type Principal } from '../auth/principal.ts';
import type { Database, OrderRow } from '../db/schema.ts';
import { problem, type Problem } from '../problems/problem.ts';

export const orderNotFound = (orderId: string): Problem =>
  problem('order-not-found', { detail: `There is no order ${orderId}.` });

/** The order, when the caller may see it. Throws 404 otherwise. */
export async function findOrder(
  db: Kysely<Database>,
  principal: Principal,
  orderId: string,
): Promise<OrderRow> {
  const customerId = visibleCustomer(principal);
  let orders = db.selectFrom('orders').selectAll().where('id', '=', orderId);
  if (customerId !== null) orders = orders.where('customer_id', '=', customerId);
  const order = await orders.executeTakeFirst();
  if (order === undefined) throw orderNotFound(orderId);
  return order;
}
