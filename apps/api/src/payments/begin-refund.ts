import { money, paymentStatusesFor, type Money } from '@topheavy/domain';
import type { Transaction } from 'kysely';
import type { Database, PaymentRow, RefundRow } from '../db/schema.ts';
import type { RequestContext } from '../http/operation.ts';
import { moneyBody } from '../http/money-schema.ts';
import { problem } from '../problems/problem.ts';
import { changePayment } from './change-payment.ts';
import { checkAmount } from './check-amount.ts';
import { invalidPaymentTransition } from './invalid-payment-transition.ts';
import { lockPaymentWithOrder } from './lock-payment-with-order.ts';
import type { Attempt } from './provider-outcome.ts';
import { refundPayload } from './refund-payload.ts';
import { refundableMinor } from './refundable-minor.ts';
import { settleAfter } from './settle-after.ts';

export type BegunRefund = {
  readonly payment: PaymentRow;
  readonly refund: RefundRow;
  readonly attempt: Attempt;
};

type Wish = { readonly amount: Money; readonly reason?: string | undefined };

/**
 * Sets the amount aside from what was captured, before the provider is asked to give it back. A retry
 * with the same Idempotency-Key finds the refund it began. Throws 409 or 422, and then nothing is set
 * aside.
 */
export async function beginRefund(
  trx: Transaction<Database>,
  context: RequestContext,
  paymentId: string,
  wish: Wish,
): Promise<BegunRefund> {
  const { payment } = await lockPaymentWithOrder(trx, paymentId);
  const begun = await trx
    .selectFrom('refunds')
    .selectAll()
    .where('id', '=', context.resourceId)
    .executeTakeFirst();
  if (begun?.status === 'processing') {
    const taken = { settle_after: settleAfter(context) };
    return { payment, refund: await updateRefund(trx, begun.id, taken), attempt: 'again' };
  }
  if (begun !== undefined && !cameToNothing(begun)) return { payment, refund: begun, attempt: 'none' };
  refuseUnlessRefundable(payment, wish.amount);
  const refund =
    begun === undefined
      ? await createRefund(trx, context, payment, wish)
      : await updateRefund(trx, begun.id, {
          status: 'processing',
          settled_at: null,
          settle_after: settleAfter(context),
        });
  const changed = await changePayment(
    trx,
    context,
    payment,
    'payment.refund_started',
    { refunding_minor: payment.refunding_minor + refund.amount_minor },
    refundPayload(refund, payment.currency),
  );
  return { payment: changed, refund, attempt: 'first' };
}

/** Given up because the provider was never reached or refused to look at it. One that it knows is final. */
const cameToNothing = (refund: RefundRow): boolean =>
  refund.status === 'failed' && refund.provider_reference === null;

function refuseUnlessRefundable(payment: PaymentRow, amount: Money): void {
  if (!paymentStatusesFor('refund').includes(payment.status)) {
    throw invalidPaymentTransition(payment.status, 'refund');
  }
  checkAmount(payment, amount);
  const refundable = refundableMinor(payment);
  if (amount.amount > refundable) {
    throw problem('refund-exceeds-capture', {
      detail: 'The amount is more than what was captured and not given back; see refundable.',
      extra: { refundable: moneyBody(money(refundable, payment.currency)) },
    });
  }
}

const createRefund = (
  trx: Transaction<Database>,
  context: RequestContext,
  payment: PaymentRow,
  { amount, reason }: Wish,
): Promise<RefundRow> =>
  trx
    .insertInto('refunds')
    .values({
      id: context.resourceId,
      payment_id: payment.id,
      status: 'processing',
      amount_minor: amount.amount,
      reason: reason ?? null,
      settle_after: settleAfter(context),
      created_at: context.clock.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();

const updateRefund = (
  trx: Transaction<Database>,
  refundId: string,
  change: { status?: 'processing'; settled_at?: null; settle_after: Date },
): Promise<RefundRow> =>
  trx.updateTable('refunds').set(change).where('id', '=', refundId).returningAll().executeTakeFirstOrThrow();
