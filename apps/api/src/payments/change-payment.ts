import { money } from '@topheavy/domain';
import type { Transaction, Updateable } from 'kysely';
import type { Database, PaymentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { moneyBody } from '../http/money-schema.ts';
import { appendEvent } from '../outbox/append-event.ts';

export type PaymentEventType =
  | 'payment.created'
  | 'payment.retried'
  | 'payment.requires_action'
  | 'payment.authorized'
  | 'payment.declined'
  | 'payment.failed'
  | 'payment.void_requested'
  | 'payment.voided'
  | 'payment.hold_released'
  | 'payment.capture_started'
  | 'payment.captured'
  | 'payment.capture_failed'
  | 'payment.refund_started'
  | 'payment.refunded'
  | 'payment.refund_failed'
  | 'payment.refund_reversed';

type Change = Omit<Updateable<Database['payments']>, 'version' | 'updated_at'>;

/** The only way to change a payment that its owner can see: the next version, and the event that reports it. */
export async function changePayment(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  payment: PaymentRow,
  type: PaymentEventType,
  change: Change,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<PaymentRow> {
  const changed = await trx
    .updateTable('payments')
    .set({ ...change, version: payment.version + 1, updated_at: deps.clock.now() })
    .where('id', '=', payment.id)
    // The caller holds the row's lock; were it not so, this finds no row and everything is undone.
    .where('version', '=', payment.version)
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendPaymentEvent(trx, deps, changed, type, payload);
  return changed;
}

/** Reports the version that `payment` now has. */
export function appendPaymentEvent(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  payment: PaymentRow,
  type: PaymentEventType,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const body = (amountMinor: number) => moneyBody(money(amountMinor, payment.currency));
  return appendEvent(trx, deps, {
    aggregateType: 'payment',
    aggregateId: payment.id,
    aggregateVersion: payment.version,
    type,
    payload: {
      paymentId: payment.id,
      orderId: payment.order_id,
      status: payment.status,
      amount: body(payment.amount_minor),
      captured: body(payment.captured_minor),
      refunded: body(payment.refunded_minor),
      ...payload,
    },
  });
}
