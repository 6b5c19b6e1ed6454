import type { Transaction } from 'kysely';
import type { CaptureRow, Database } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import type { CaptureOutcome } from './call-capture.ts';
import { failCapture } from './fail-capture.ts';
import { lockPaymentWithOrder, type LockedPayment } from './lock-payment-with-order.ts';
import { readCapture } from './read-capture.ts';
import { recordCapture } from './record-capture.ts';

type Outcome = Exclude<CaptureOutcome, { kind: 'unavailable' }>;

/** The capture as it is after the call; a webhook or a sweeper may have been faster. */
export async function recordCaptureOutcome(
  trx: Transaction<Database>,
  deps: Dependencies,
  capture: CaptureRow,
  outcome: Outcome,
): Promise<CaptureRow> {
  const locked = await recordVerdict(trx, deps, capture, outcome);
  if (outcome.view !== null) await applyProviderPayment(trx, deps, locked, outcome.view);
  return readCapture(trx, capture.id);
}

async function recordVerdict(
  trx: Transaction<Database>,
  deps: Dependencies,
  capture: CaptureRow,
  outcome: Outcome,
): Promise<LockedPayment> {
  if (outcome.kind === 'refused') return failCapture(trx, deps, capture);
  const locked = await lockPaymentWithOrder(trx, capture.payment_id);
  if (outcome.kind === 'unknown') return locked;
  return { ...locked, payment: await recordCapture(trx, deps, locked, capture.id) };
}
