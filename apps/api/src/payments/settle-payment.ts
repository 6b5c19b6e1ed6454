import type { PaymentRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { failPayment } from './fail-payment.ts';
import { lockPaymentWithOrder } from './lock-payment-with-order.ts';
import { lookUpPayment } from './look-up-payment.ts';
import { settleVoid } from './settle-void.ts';

/**
 * Finds out what became of a payment, never by asking for it again. One that the provider does not have
 * has failed, and its order can be paid anew. A void that is still due is carried out. Throws
 * GatewayError; then everything stays open.
 */
export async function settlePayment(deps: Dependencies, seen: PaymentRow): Promise<void> {
  const view = await lookUpPayment(deps, seen);
  await inTransaction(deps.db, async (trx) =>
    view === null
      ? failPayment(trx, deps, seen)
      : applyProviderPayment(trx, deps, await lockPaymentWithOrder(trx, seen.id), view),
  );
  await settleVoid(deps, seen.id);
}
