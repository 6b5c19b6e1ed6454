import type { Transaction } from 'kysely';
import type { CaptureRow, Database, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { postLedger } from '../ledger/post-transaction.ts';
import { capturePayload } from './capture-payload.ts';
import { changePayment } from './change-payment.ts';
import type { LockedPayment } from './lock-payment-with-order.ts';
import { partsBefore } from './parts-before.ts';
import { readCapture } from './read-capture.ts';
import { taxShare } from './tax-share.ts';

/**
 * The provider took the money: moves it from capturing to captured, splits off its tax and books it.
 * Recording it twice is recording it once. A capture that we had given up is recorded all the same,
 * because what the provider did is a fact.
 */
export async function recordCapture(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  { order, payment }: LockedPayment,
  captureId: string,
): Promise<PaymentRow> {
  const capture = await readCapture(trx, captureId);
  if (capture.status === 'succeeded') return payment;
  const amountMinor = capture.amount_minor;
  const share = taxShare(order, await partsBefore(trx, 'captures', payment.id), amountMinor);
  await trx
    .updateTable('captures')
    .set({ ...share, status: 'succeeded', settled_at: deps.clock.now() })
    .where('id', '=', capture.id)
    .where('status', '=', capture.status)
    .executeTakeFirstOrThrow();
  await postLedger(trx, deps, {
    orderId: order.id,
    kind: 'capture',
    sourceId: capture.id,
    currency: payment.currency,
    entries: [
      { account: 'payment_clearing', amountMinor },
      { account: 'sales', amountMinor: -share.net_minor },
      { account: 'vat_payable', amountMinor: -share.tax_minor },
    ],
  });
  return changePayment(
    trx,
    deps,
    payment,
    'payment.captured',
    captured(payment, capture),
    capturePayload(capture, payment.currency),
  );
}

function captured(payment: PaymentRow, capture: CaptureRow) {
  const reservedMinor = capture.status === 'processing' ? capture.amount_minor : 0;
  const capturedMinor = payment.captured_minor + capture.amount_minor;
  const closesHold = capture.final || capturedMinor === payment.authorized_minor;
  return {
    captured_minor: capturedMinor,
    capturing_minor: payment.capturing_minor - reservedMinor,
    ...(closesHold && { status: 'captured' as const }),
  };
}
