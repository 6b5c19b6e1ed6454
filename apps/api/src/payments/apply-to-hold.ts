import type { Transaction } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProviderPayment } from '../gateways/payment-gateway.ts';
import { changePayment } from './change-payment.ts';
import type { LockedPayment } from './lock-payment-with-order.ts';
import { recordCapture } from './record-capture.ts';

/** What became of a hold: captures whose answer we missed, a rest that was let go, an end without any. */
export async function applyToHold(
  trx: Transaction<Database>,
  deps: Dependencies,
  locked: LockedPayment,
  view: ProviderPayment,
): Promise<PaymentRow> {
  const payment = await recordCapturesSeen(trx, deps, locked, view);
  const isOpen = payment.status === 'authorized' && payment.capturing_minor === 0;
  if (!isOpen) return payment;
  if (view.state === 'voided' && payment.captured_minor === 0) {
    return changePayment(trx, deps, payment, 'payment.voided', { status: 'voided', voiding_since: null });
  }
  const isClosed = view.state === 'voided' || view.state === 'captured';
  if (isClosed && payment.captured_minor > 0) {
    return changePayment(trx, deps, payment, 'payment.hold_released', { status: 'captured' });
  }
  return payment;
}

/**
 * The provider says how much was captured, not by which call. When it is exactly what we have and what
 * is under way together, then all of that went through; any other sum is left to the calls themselves.
 */
async function recordCapturesSeen(
  trx: Transaction<Database>,
  deps: Dependencies,
  { order, payment }: LockedPayment,
  view: ProviderPayment,
): Promise<PaymentRow> {
  const capturedMinor = view.captured.amount;
  const expectedMinor = payment.captured_minor + payment.capturing_minor;
  if (capturedMinor > expectedMinor) {
    deps.logger.error(
      { paymentId: payment.id, capturedMinor, expectedMinor },
      'the provider captured more than the shop asked for',
    );
  }
  if (payment.capturing_minor === 0 || capturedMinor !== expectedMinor) return payment;
  const underWay = await trx
    .selectFrom('captures')
    .select('id')
    .where('payment_id', '=', payment.id)
    .where('status', '=', 'processing')
    .orderBy('id')
    .execute();
  let current = payment;
  for (const { id } of underWay) current = await recordCapture(trx, deps, { order, payment: current }, id);
  return current;
}
