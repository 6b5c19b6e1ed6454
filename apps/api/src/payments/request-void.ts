import { paymentStatusesFor } from '@topheavy/domain';
import type { Transaction } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { changePayment } from './change-payment.ts';
import { invalidPaymentTransition } from './invalid-payment-transition.ts';
import { settleAfter } from './settle-after.ts';

/**
 * Promises that the hold will be released: from this commit on nothing can be captured, and `settleVoid`
 * or the sweeper tells the provider. The caller has locked the order, then the payment. Asking twice is
 * asking once. Throws 409 when there is no hold, or something of it was or is being captured.
 */
export async function requestVoid(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids' | 'config'>,
  payment: PaymentRow,
): Promise<PaymentRow> {
  if (payment.voiding_since !== null) return payment;
  if (!paymentStatusesFor('void').includes(payment.status)) {
    throw invalidPaymentTransition(payment.status, 'void');
  }
  if (payment.captured_minor + payment.capturing_minor > 0) {
    throw invalidPaymentTransition(
      payment.status,
      'void',
      'Money of this payment was captured, or is being captured: make a final capture, or refund it.',
    );
  }
  return changePayment(trx, deps, payment, 'payment.void_requested', {
    voiding_since: deps.clock.now(),
    settle_after: settleAfter(deps),
  });
}
