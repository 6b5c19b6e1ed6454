import { allowedOrderActions } from '@topheavy/domain';
import type { Transaction } from 'kysely';
import { lockLivePayment, lockPayment } from '../db/locks.ts';
import type { Database, OrderRow, PaymentRow } from '../db/schema.ts';
import type { RequestContext } from '../http/operation.ts';
import { lockVisibleOrder } from '../orders/lock-visible-order.ts';
import { problem } from '../problems/problem.ts';
import { appendPaymentEvent, changePayment } from './change-payment.ts';
import type { Attempt } from './provider-outcome.ts';
import { settleAfter } from './settle-after.ts';

export type BegunPayment = { readonly payment: PaymentRow; readonly attempt: Attempt };

/**
 * Writes down that the order's total is about to be held, before anybody is asked for it. A retry with
 * the same Idempotency-Key finds the payment it began. Throws 404, or 409 when the order does not wait
 * for a payment.
 */
export async function beginPayment(
  trx: Transaction<Database>,
  context: RequestContext,
  orderId: string,
): Promise<BegunPayment> {
  const order = await lockVisibleOrder(trx, context.principal, orderId);
  const begun = await lockPayment(trx, context.resourceId);
  if (begun?.status === 'processing') {
    return { payment: await takeUp(trx, context, begun), attempt: 'again' };
  }
  if (begun !== undefined && !cameToNothing(begun)) return { payment: begun, attempt: 'none' };
  await refuseUnlessPayable(trx, order);
  const payment =
    begun === undefined
      ? await createPayment(trx, context, order)
      : await changePayment(trx, context, begun, 'payment.retried', {
          status: 'processing',
          settle_after: settleAfter(context),
        });
  return { payment, attempt: 'first' };
}

/** Given up because the provider was never reached or refused to look at it: no trace of it over there. */
const cameToNothing = (payment: PaymentRow): boolean =>
  payment.status === 'failed' && payment.provider_reference === null;

async function refuseUnlessPayable(trx: Transaction<Database>, order: OrderRow): Promise<void> {
  const live = await lockLivePayment(trx, order.id);
  if (live !== undefined) {
    throw problem('payment-already-exists', {
      detail: `The payment ${live.id} of this order is ${live.status}.`,
      extra: { paymentId: live.id },
    });
  }
  if (order.status !== 'pending_payment') {
    throw problem('invalid-state-transition', {
      detail: `An order that is ${order.status} cannot be paid.`,
      extra: { from: order.status, action: 'authorize', allowed: allowedOrderActions(order.status) },
    });
  }
}

async function createPayment(
  trx: Transaction<Database>,
  context: RequestContext,
  order: OrderRow,
): Promise<PaymentRow> {
  const now = context.clock.now();
  const payment = await trx
    .insertInto('payments')
    .values({
      id: context.resourceId,
      order_id: order.id,
      currency: order.currency,
      status: 'processing',
      amount_minor: order.total_minor,
      settle_after: settleAfter(context),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendPaymentEvent(trx, context, payment, 'payment.created');
  return payment;
}

const takeUp = (
  trx: Transaction<Database>,
  context: RequestContext,
  payment: PaymentRow,
): Promise<PaymentRow> =>
  trx
    .updateTable('payments')
    .set({ settle_after: settleAfter(context) })
    .where('id', '=', payment.id)
    .returningAll()
    .executeTakeFirstOrThrow();
