import type { Transaction } from 'kysely';
import type { CaptureRow, Database } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { capturePayload } from './capture-payload.ts';
import { changePayment } from './change-payment.ts';
import { lockPaymentWithOrder, type LockedPayment } from './lock-payment-with-order.ts';
import { readCapture } from './read-capture.ts';

/**
 * Gives up a capture that took nothing, and its amount back to the hold; as long as nobody took it up or
 * settled it since `seen` was read.
 */
export async function failCapture(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  seen: CaptureRow,
): Promise<LockedPayment> {
  const { order, payment } = await lockPaymentWithOrder(trx, seen.payment_id);
  const capture = await readCapture(trx, seen.id);
  const isOurs =
    capture.status === 'processing' && capture.settle_after.getTime() === seen.settle_after.getTime();
  if (!isOurs) return { order, payment };
  await trx
    .updateTable('captures')
    .set({ status: 'failed', settled_at: deps.clock.now() })
    .where('id', '=', capture.id)
    .execute();
  const changed = await changePayment(
    trx,
    deps,
    payment,
    'payment.capture_failed',
    { capturing_minor: payment.capturing_minor - capture.amount_minor },
    capturePayload(capture, payment.currency),
  );
  return { order, payment: changed };
}
