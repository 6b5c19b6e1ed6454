import { z } from 'zod';
import type { PaymentRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import type { StripeEvent } from '../gateways/stripe/parse-stripe-event.ts';
import { receiveOnce } from '../webhooks/receive-once.ts';
import { wasReceived } from '../webhooks/was-received.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { lockPaymentWithOrder } from './lock-payment-with-order.ts';

/**
 * Something happened to a payment: reads what it is now, then keeps the event together with its effect.
 * Throws GatewayError when it cannot be read, and the provider sends the event again.
 */
export async function receivePaymentEvent(deps: Dependencies, event: StripeEvent): Promise<void> {
  const receipt = { provider: 'stripe', id: event.id, type: event.type };
  if (await wasReceived(deps.db, receipt)) return;
  const reference = event.paymentReference;
  const payment = await findOurs(deps, event);
  if (payment === undefined || reference === null) {
    deps.logger.info({ event: event.id, reference }, 'event of a payment that is not ours');
    return;
  }
  const view = await deps.gateways.payments.retrieve(reference);
  await inTransaction(deps.db, async (trx) => {
    if (!(await receiveOnce(trx, deps, receipt))) return;
    await applyProviderPayment(trx, deps, await lockPaymentWithOrder(trx, payment.id), view);
  });
}

/** By our own id, which the provider echoes: the event may be here before the answer that names theirs. */
function findOurs({ db }: Dependencies, event: StripeEvent): Promise<PaymentRow | undefined> {
  const ourId = z.uuid().safeParse(event.metadata['payment_id']).data;
  return db
    .selectFrom('payments')
    .selectAll()
    .where((row) =>
      row.or([
        row('provider_reference', '=', event.paymentReference),
        ...(ourId === undefined ? [] : [row('id', '=', ourId)]),
      ]),
    )
    .executeTakeFirst();
}
