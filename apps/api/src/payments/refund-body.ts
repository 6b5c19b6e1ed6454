import { money, type Currency } from '@topheavy/domain';
import type { RefundRow } from '../db/schema.ts';
import { moneyBody } from '../http/money-schema.ts';

export const refundBody = (refund: RefundRow, currency: Currency) => {
  const amount = (amountMinor: number) => moneyBody(money(amountMinor, currency));
  return {
    id: refund.id,
    status: refund.status,
    amount: amount(refund.amount_minor),
    net: refund.net_minor === null ? null : amount(refund.net_minor),
    tax: refund.tax_minor === null ? null : amount(refund.tax_minor),
    reason: refund.reason,
    createdAt: refund.created_at.toISOString(),
  };
};
