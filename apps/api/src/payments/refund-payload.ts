import { money } from '@topheavy/domain';
import type { OrderRow, RefundRow } from '../db/schema.ts';
import { moneyBody } from '../http/money-schema.ts';

/** What an event about a refund says, and a mail about it needs. */
export const refundPayload = (order: OrderRow, refund: RefundRow) => ({
  refundId: refund.id,
  given: moneyBody(money(refund.amount_minor, order.currency)),
  reason: refund.reason,
  email: order.email,
});
