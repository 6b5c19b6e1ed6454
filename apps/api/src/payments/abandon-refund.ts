import type { Transaction } from 'kysely';
import type { Database, PaymentRow, RefundRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { changePayment } from './change-payment.ts';
import type { LockedPayment } from './lock-payment-with-order.ts';
import { refundPayload } from './refund-payload.ts';

/** Nothing was given back: a refund under way ends, and its amount can be refunded again. */
export async function abandonRefund(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  { payment }: LockedPayment,
  refund: RefundRow,
): Promise<PaymentRow> {
  await trx
    .updateTable('refunds')
    .set({ status: 'failed', settled_at: deps.clock.now() })
    .where('id', '=', refund.id)
    .where('status', '=', 'processing')
    .executeTakeFirstOrThrow();
  return changePayment(
    trx,
    deps,
    payment,
    'payment.refund_failed',
    { refunding_minor: payment.refunding_minor - refund.amount_minor },
    refundPayload(refund, payment.currency),
  );
}
