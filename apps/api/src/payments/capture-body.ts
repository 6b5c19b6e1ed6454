import { money, type Currency } from '@topheavy/domain';
import type { CaptureRow } from '../db/schema.ts';
import { moneyBody } from '../http/money-schema.ts';

export const captureBody = (capture: CaptureRow, currency: Currency) => {
  const amount = (amountMinor: number) => moneyBody(money(amountMinor, currency));
  return {
    id: capture.id,
    status: capture.status,
    amount: amount(capture.amount_minor),
    net: capture.net_minor === null ? null : amount(capture.net_minor),
    tax: capture.tax_minor === null ? null : amount(capture.tax_minor),
    final: capture.final,
    createdAt: capture.created_at.toISOString(),
  };
};
