import { z } from 'zod';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import type { StripeEvent } from '../gateways/stripe/parse-stripe-event.ts';
import { receiveOnce } from '../webhooks/receive-once.ts';
import { wasReceived } from '../webhooks/was-received.ts';
import { applyProviderRefund } from './apply-provider-refund.ts';

/**
 * Something happened to a refund: reads what it is now, then keeps the event together with its effect.
 * Throws GatewayError when it cannot be read, and the provider sends the event again.
 */
export async function receiveRefundEvent(deps: Dependencies, event: StripeEvent): Promise<void> {
  const receipt = { provider: 'stripe', id: event.id, type: event.type };
  if (await wasReceived(deps.db, receipt)) return;
  const refund = await findOurs(deps, event);
  const reference = refund?.payment_reference ?? null;
  if (refund === undefined || reference === null) {
    deps.logger.info({ event: event.id, reference: event.objectId }, 'event of a refund that is not ours');
    return;
  }
  const view = await deps.gateways.payments.findRefund({ refundId: refund.id, reference });
  await inTransaction(deps.db, async (trx) => {
    if (!(await receiveOnce(trx, deps, receipt))) return;
    if (view !== null) await applyProviderRefund(trx, deps, refund.id, view);
  });
}

const findOurs = ({ db }: Dependencies, event: StripeEvent) => {
  const ourId = z.uuid().safeParse(event.metadata['refund_id']).data;
  return db
    .selectFrom('refunds')
    .innerJoin('payments', 'payments.id', 'refunds.payment_id')
    .select(['refunds.id', 'payments.provider_reference as payment_reference'])
    .where((row) =>
      row.or([
        row('refunds.provider_reference', '=', event.objectId),
        ...(ourId === undefined ? [] : [row('refunds.id', '=', ourId)]),
      ]),
    )
    .executeTakeFirst();
};
