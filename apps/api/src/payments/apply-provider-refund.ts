import type { Transaction } from 'kysely';
import type { Database, RefundRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProviderRefund } from '../gateways/payment-gateway.ts';
import { abandonRefund } from './abandon-refund.ts';
import { changePayment } from './change-payment.ts';
import { lockPaymentWithOrder, type LockedPayment } from './lock-payment-with-order.ts';
import { readRefund } from './read-refund.ts';
import { recordRefund } from './record-refund.ts';
import { refundPayload } from './refund-payload.ts';
import { reverseRefund } from './reverse-refund.ts';

/**
 * Brings our refund up to what the provider says it is: the one way for the API's answer, the webhook
 * and the sweeper alike. It may succeed and fail afterwards, when the bank sends the money back; nothing
 * follows after a failure that the provider reported.
 */
export async function applyProviderRefund(
  trx: Transaction<Database>,
  deps: Dependencies,
  refundId: string,
  view: ProviderRefund,
): Promise<RefundRow> {
  const { payment_id } = await readRefund(trx, refundId);
  const locked = await lockPaymentWithOrder(trx, payment_id);
  const refund = await readRefund(trx, refundId);
  const known = refund.provider_reference;
  if (known !== null && known !== view.reference) {
    deps.logger.error(
      { refundId, known, other: view.reference },
      'a second refund at the provider claims to be ours; it was left alone',
    );
    return refund;
  }
  if (refund.status === 'succeeded') {
    if (view.state === 'failed') await reverseRefund(trx, deps, locked, refund);
  } else if (refund.status === 'processing' || known === null) {
    await settle(trx, deps, await keepReference(trx, deps, locked, refund, view), view);
  }
  return readRefund(trx, refundId);
}

type Open = LockedPayment & { readonly refund: RefundRow };

/** A refund that we had given up before the provider knew of it is under way all the same, if it does now. */
async function keepReference(
  trx: Transaction<Database>,
  deps: Dependencies,
  { order, payment }: LockedPayment,
  refund: RefundRow,
  view: ProviderRefund,
): Promise<Open> {
  const open = await trx
    .updateTable('refunds')
    .set({
      provider_reference: view.reference,
      ...(view.state !== 'failed' && { status: 'processing', settled_at: null }),
    })
    .where('id', '=', refund.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (open.status === refund.status) return { order, payment, refund: open };
  const reserved = { refunding_minor: payment.refunding_minor + refund.amount_minor };
  const payload = refundPayload(refund, payment.currency);
  const changed = await changePayment(trx, deps, payment, 'payment.refund_started', reserved, payload);
  return { order, payment: changed, refund: open };
}

async function settle(
  trx: Transaction<Database>,
  deps: Dependencies,
  { refund, ...locked }: Open,
  view: ProviderRefund,
): Promise<void> {
  if (view.state === 'succeeded') await recordRefund(trx, deps, locked, refund);
  if (view.state === 'failed' && refund.status === 'processing') {
    await abandonRefund(trx, deps, locked, refund);
  }
}
