import type { Transaction } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProviderPayment } from '../gateways/payment-gateway.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { failPayment } from './fail-payment.ts';
import { lockPaymentWithOrder } from './lock-payment-with-order.ts';
import type { Outcome } from './provider-outcome.ts';

/** The payment as it is after the call; a webhook may have been faster. */
export async function recordAuthorization(
  trx: Transaction<Database>,
  deps: Dependencies,
  begun: PaymentRow,
  outcome: Outcome<ProviderPayment>,
): Promise<PaymentRow> {
  if (outcome.kind === 'rejected') return failPayment(trx, deps, begun);
  const locked = await lockPaymentWithOrder(trx, begun.id);
  return outcome.kind === 'answered'
    ? applyProviderPayment(trx, deps, locked, outcome.answer)
    : locked.payment;
}
