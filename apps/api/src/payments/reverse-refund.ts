import type { Transaction } from 'kysely';
import type { Database, PaymentRow, RefundRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { changePayment } from './change-payment.ts';
import type { LockedPayment } from './lock-payment-with-order.ts';
import { postRefund } from './post-refund.ts';
import { refundPayload } from './refund-payload.ts';

/**
 * The bank sent a refund back, so the money is the shop's again: the amount can be refunded anew, and a
 * posting of its own takes the first one back, since the book is never rewritten.
 */
export async function reverseRefund(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  { order, payment }: LockedPayment,
  refund: RefundRow,
): Promise<PaymentRow> {
  const share = { net_minor: refund.net_minor ?? 0, tax_minor: refund.tax_minor ?? 0 };
  await trx
    .updateTable('refunds')
    .set({ status: 'failed', net_minor: null, tax_minor: null, settled_at: deps.clock.now() })
    .where('id', '=', refund.id)
    .where('status', '=', 'succeeded')
    .executeTakeFirstOrThrow();
  await postRefund(trx, deps, 'refund_reversal', order, refund, share);
  return changePayment(
    trx,
    deps,
    payment,
    'payment.refund_reversed',
    { refunded_minor: payment.refunded_minor - refund.amount_minor },
    refundPayload(refund, payment.currency),
  );
}
