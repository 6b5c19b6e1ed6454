import type { Transaction } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { invalidPaymentTransition } from './invalid-payment-transition.ts';
import { lockPaymentWithOrder } from './lock-payment-with-order.ts';
import { requestVoid } from './request-void.ts';

/**
 * Promises the void that the back office asks for. One that is voided already stays so, which makes a
 * retry after a crash safe. Throws 409 when money was captured, and when an order relies on the hold.
 */
export async function beginVoid(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids' | 'config'>,
  paymentId: string,
): Promise<PaymentRow> {
  const { order, payment } = await lockPaymentWithOrder(trx, paymentId);
  if (payment.status === 'voided') return payment;
  if (payment.status === 'authorized' && (order.status === 'confirmed' || order.status === 'fulfilled')) {
    throw invalidPaymentTransition(
      payment.status,
      'void',
      order.status === 'confirmed'
        ? `The order is confirmed and relies on this hold. Cancel it: POST /v1/orders/${order.id}/cancel.`
        : 'The goods have left: capture what is owed.',
    );
  }
  return requestVoid(trx, deps, payment);
}
