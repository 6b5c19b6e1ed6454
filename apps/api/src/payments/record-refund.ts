import type { Transaction } from 'kysely';
import type { Database, PaymentRow, RefundRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { changePayment } from './change-payment.ts';
import type { LockedPayment } from './lock-payment-with-order.ts';
import { partsBefore } from './parts-before.ts';
import { postRefund } from './post-refund.ts';
import { refundPayload } from './refund-payload.ts';
import { taxShare } from './tax-share.ts';

/** The provider gave a refund under way back: moves its amount from refunding to refunded and books it. */
export async function recordRefund(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  { order, payment }: LockedPayment,
  refund: RefundRow,
): Promise<PaymentRow> {
  const amountMinor = refund.amount_minor;
  const share = taxShare(order, await partsBefore(trx, 'refunds', payment.id), amountMinor);
  await trx
    .updateTable('refunds')
    .set({ ...share, status: 'succeeded', settled_at: deps.clock.now() })
    .where('id', '=', refund.id)
    .where('status', '=', 'processing')
    .executeTakeFirstOrThrow();
  await postRefund(trx, deps, 'refund', order, refund, share);
  return changePayment(
    trx,
    deps,
    payment,
    'payment.refunded',
    {
      refunded_minor: payment.refunded_minor + amountMinor,
      refunding_minor: payment.refunding_minor - amountMinor,
    },
    { ...refundPayload(refund, payment.currency), email: order.email },
  );
}
