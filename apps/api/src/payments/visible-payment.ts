import type { Kysely } from 'kysely';
import { visibleCustomer, type Principal } from '../auth/principal.ts';
import type { Database, PaymentRow } from '../db/schema.ts';
import { problem, type Problem } from '../problems/problem.ts';

export const paymentNotFound = (paymentId: string): Problem =>
  problem('payment-not-found', { detail: `There is no payment ${paymentId}.` });

/** Throws 404 for a payment that does not exist and for one of somebody else's order alike. */
export async function visiblePayment(
  db: Kysely<Database>,
  principal: Principal,
  paymentId: string,
): Promise<PaymentRow> {
  const customerId = visibleCustomer(principal);
  const payment = await db
    .selectFrom('payments')
    .innerJoin('orders', 'orders.id', 'payments.order_id')
    .selectAll('payments')
    .where('payments.id', '=', paymentId)
    .$if(customerId !== null, (query) => query.where('orders.customer_id', '=', customerId ?? ''))
    .executeTakeFirst();
  if (payment === undefined) throw paymentNotFound(paymentId);
  return payment;
}
