import { inTransaction } from '../db/transaction.ts';
import type { PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { isGatewayError } from '../gateways/gateway-error.ts';
import type { ProviderPayment } from '../gateways/payment-gateway.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { lockPaymentWithOrder } from './lock-payment-with-order.ts';

/**
 * Tells the provider to release the hold of a payment whose void was requested, and records that it did.
 * Does nothing when no void is pending. Throws GatewayError; the void then stays pending, and the sweeper
 * repeats it.
 */
export async function settleVoid(deps: Dependencies, paymentId: string): Promise<void> {
  const payment = await deps.db
    .selectFrom('payments')
    .selectAll()
    .where('id', '=', paymentId)
    .where('voiding_since', 'is not', null)
    .executeTakeFirst();
  if (payment === undefined) return;
  const view = await released(deps, payment);
  await inTransaction(deps.db, async (trx) =>
    applyProviderPayment(trx, deps, await lockPaymentWithOrder(trx, paymentId), view),
  );
}

async function released({ gateways }: Dependencies, payment: PaymentRow): Promise<ProviderPayment> {
  const reference = payment.provider_reference;
  if (reference === null) throw new Error(`payment ${payment.id} has no hold that could be released`);
  try {
    return await gateways.payments.void({ paymentId: payment.id, reference });
  } catch (error) {
    // A hold that ran out, or a decline meanwhile, cannot be voided any more: what is it now?
    if (isGatewayError(error, 'rejected')) return gateways.payments.retrieve(reference);
    throw error;
  }
}
