import type { RefundRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import { callRefund } from './call-refund.ts';
import { recordRefundOutcome } from './record-refund-outcome.ts';

/** Finds out what became of a refund, and repeats the same call under the same key where nothing did. */
export async function settleRefund(deps: Dependencies, refund: RefundRow): Promise<void> {
  const payment = await deps.db
    .selectFrom('payments')
    .selectAll()
    .where('id', '=', refund.payment_id)
    .executeTakeFirstOrThrow();
  const outcome = await callRefund(deps, { payment, refund, attempt: 'again' });
  await inTransaction(deps.db, (trx) => recordRefundOutcome(trx, deps, refund, outcome));
}
