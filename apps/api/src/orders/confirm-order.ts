import type { Transaction } from 'kysely';
import type { Database, OrderRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { transitionOrder } from './transition-order.ts';

/**
 * The order's payment is authorised: the goods are the customer's and no longer expire. Throws 409 when
 * the order does not wait for a payment, so a caller that has locked it looks at its status first.
 */
export const confirmOrder = (
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  orderId: string,
): Promise<OrderRow> => transitionOrder(trx, deps, orderId, 'confirm');
