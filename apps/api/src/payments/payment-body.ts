import { money } from '@topheavy/domain';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Database, PaymentRow } from '../db/schema.ts';
import { moneyBody } from '../http/money-schema.ts';
import { capturableMinor } from './capturable-minor.ts';
import { captureBody } from './capture-body.ts';
import { capturesOf } from './captures-of.ts';
import type { paymentSchema } from './payment-schema.ts';
import { refundBody } from './refund-body.ts';
import { refundableMinor } from './refundable-minor.ts';

/** The payment with its captures and refunds, oldest first. */
export async function paymentBody(
  db: Kysely<Database>,
  payment: PaymentRow,
): Promise<z.input<typeof paymentSchema>> {
  const captures = await capturesOf(db, payment.id);
  const refunds = await db
    .selectFrom('refunds')
    .selectAll()
    .where('payment_id', '=', payment.id)
    .orderBy('id')
    .execute();
  const amount = (amountMinor: number) => moneyBody(money(amountMinor, payment.currency));
  return {
    id: payment.id,
    orderId: payment.order_id,
    status: payment.status,
    currency: payment.currency,
    amount: amount(payment.amount_minor),
    authorized: amount(payment.authorized_minor),
    captured: amount(payment.captured_minor),
    refunded: amount(payment.refunded_minor),
    capturable: amount(capturableMinor(payment, captures)),
    refundable: amount(refundableMinor(payment)),
    declineCode: payment.decline_code,
    nextActionUrl: payment.next_action_url,
    captures: captures.map((capture) => captureBody(capture, payment.currency)),
    refunds: refunds.map((refund) => refundBody(refund, payment.currency)),
    createdAt: payment.created_at.toISOString(),
    updatedAt: payment.updated_at.toISOString(),
  };
}
