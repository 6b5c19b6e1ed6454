import type { Transaction } from 'kysely';
import { lockOrder, lockPayment } from '../db/locks.ts';
import type { Database, OrderRow, PaymentRow } from '../db/schema.ts';
import { paymentNotFound } from './visible-payment.ts';

export type LockedPayment = { readonly order: OrderRow; readonly payment: PaymentRow };

/**
 * A payment and its order, both locked. Whatever changes a payment starts here: what the provider says
 * may move the order too, and the order's lock comes first.
 */
export async function lockPaymentWithOrder(
  trx: Transaction<Database>,
  paymentId: string,
): Promise<LockedPayment> {
  const found = await trx
    .selectFrom('payments')
    .select('order_id')
    .where('id', '=', paymentId)
    .executeTakeFirst();
  const order = found && (await lockOrder(trx, found.order_id));
  const payment = order && (await lockPayment(trx, paymentId));
  if (order === undefined || payment === undefined) throw paymentNotFound(paymentId);
  return { order, payment };
}
