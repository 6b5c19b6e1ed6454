import type { Transaction } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { changePayment } from './change-payment.ts';
import { lockPaymentWithOrder } from './lock-payment-with-order.ts';

/**
 * Gives up a payment that came to nothing at the provider; its order can be paid anew. Only as long as
 * nobody took the payment up or settled it since `seen` was read.
 */
export async function failPayment(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  seen: PaymentRow,
): Promise<PaymentRow> {
  const { payment } = await lockPaymentWithOrder(trx, seen.id);
  const isOurs =
    payment.status === 'processing' && payment.settle_after.getTime() === seen.settle_after.getTime();
  return isOurs ? changePayment(trx, deps, payment, 'payment.failed', { status: 'failed' }) : payment;
}
