import { money, paymentStatusesFor, type Money } from '@topheavy/domain';
import type { Transaction } from 'kysely';
import type { CaptureRow, Database, PaymentRow } from '../db/schema.ts';
import type { RequestContext } from '../http/operation.ts';
import { moneyBody } from '../http/money-schema.ts';
import { problem } from '../problems/problem.ts';
import { capturableMinor, hasFinalCapture } from './capturable-minor.ts';
import { capturePayload } from './capture-payload.ts';
import { capturesOf } from './captures-of.ts';
import { changePayment } from './change-payment.ts';
import { checkAmount } from './check-amount.ts';
import { invalidPaymentTransition } from './invalid-payment-transition.ts';
import { lockPaymentWithOrder } from './lock-payment-with-order.ts';
import type { Attempt } from './provider-outcome.ts';
import { settleAfter } from './settle-after.ts';

export type BegunCapture = {
  /** As it was when the capture was begun or taken up. */
  readonly payment: PaymentRow;
  readonly capture: CaptureRow;
  readonly attempt: Attempt;
};

type Wish = { readonly amount: Money; readonly final: boolean };

/**
 * Sets the amount aside from the hold, before the provider is asked for it. A retry with the same
 * Idempotency-Key finds the capture it began. Throws 409 or 422, and then nothing is set aside.
 */
export async function beginCapture(
  trx: Transaction<Database>,
  context: RequestContext,
  paymentId: string,
  wish: Wish,
): Promise<BegunCapture> {
  const { payment } = await lockPaymentWithOrder(trx, paymentId);
  const captures = await capturesOf(trx, paymentId);
  const begun = captures.find((capture) => capture.id === context.resourceId);
  if (begun?.status === 'succeeded') return { payment, capture: begun, attempt: 'none' };
  if (begun?.status === 'processing') {
    const taken = { settle_after: settleAfter(context) };
    return { payment, capture: await updateCapture(trx, begun.id, taken), attempt: 'again' };
  }
  refuseUnlessCapturable(payment, captures, wish);
  const isWholeRest = wish.amount.amount === capturableMinor(payment, captures);
  const capture =
    begun === undefined
      ? await createCapture(trx, context, payment, {
          amount: wish.amount,
          // Not while another capture is on its way: closing the hold could overtake it.
          final: wish.final || (isWholeRest && payment.capturing_minor === 0),
        })
      : await updateCapture(trx, begun.id, {
          status: 'processing',
          settled_at: null,
          settle_after: settleAfter(context),
        });
  const changed = await changePayment(
    trx,
    context,
    payment,
    'payment.capture_started',
    { capturing_minor: payment.capturing_minor + capture.amount_minor },
    capturePayload(capture, payment.currency),
  );
  return { payment: changed, capture, attempt: 'first' };
}

function refuseUnlessCapturable(payment: PaymentRow, captures: readonly CaptureRow[], wish: Wish): void {
  const refuse = (detail?: string) => invalidPaymentTransition(payment.status, 'capture', detail);
  if (!paymentStatusesFor('capture').includes(payment.status)) throw refuse();
  if (payment.voiding_since !== null) throw refuse('The hold is being released.');
  if (hasFinalCapture(captures)) throw refuse('The final capture is under way; nothing follows it.');
  checkAmount(payment, wish.amount);
  const capturable = capturableMinor(payment, captures);
  if (wish.amount.amount > capturable) {
    throw problem('capture-exceeds-authorization', {
      detail: 'The amount is more than what is left of the hold; see capturable.',
      extra: { capturable: moneyBody(money(capturable, payment.currency)) },
    });
  }
  if (wish.final && payment.capturing_minor > 0) {
    throw refuse('Another capture is under way. Make the final one when its outcome is known.');
  }
}

async function createCapture(
  trx: Transaction<Database>,
  context: RequestContext,
  payment: PaymentRow,
  { amount, final }: Wish,
): Promise<CaptureRow> {
  return trx
    .insertInto('captures')
    .values({
      id: context.resourceId,
      payment_id: payment.id,
      status: 'processing',
      amount_minor: amount.amount,
      final,
      settle_after: settleAfter(context),
      created_at: context.clock.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const updateCapture = (
  trx: Transaction<Database>,
  captureId: string,
  change: { status?: 'processing'; settled_at?: null; settle_after: Date },
): Promise<CaptureRow> =>
  trx
    .updateTable('captures')
    .set(change)
    .where('id', '=', captureId)
    .returningAll()
    .executeTakeFirstOrThrow();
