import { money, type Currency } from '@topheavy/domain';
import type { RefundRow } from '../db/schema.ts';
import { moneyBody } from '../http/money-schema.ts';

/** What every event about a refund says of it. */
export const refundPayload = (refund: RefundRow, currency: Currency) => ({
  refundId: refund.id,
  given: moneyBody(money(refund.amount_minor, currency)),
});
