import type { CaptureRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import { captureAgain } from './call-capture.ts';
import { recordCaptureOutcome } from './record-capture-outcome.ts';

/** Finds out whether a capture was carried out, and repeats the same call under the same key where not. */
export async function settleCapture(deps: Dependencies, capture: CaptureRow): Promise<void> {
  const payment = await deps.db
    .selectFrom('payments')
    .selectAll()
    .where('id', '=', capture.payment_id)
    .executeTakeFirstOrThrow();
  const outcome = await captureAgain(deps, { payment, capture });
  await inTransaction(deps.db, (trx) => recordCaptureOutcome(trx, deps, capture, outcome));
}
