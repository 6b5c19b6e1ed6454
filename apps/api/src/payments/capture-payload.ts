import { money, type Currency } from '@topheavy/domain';
import type { CaptureRow } from '../db/schema.ts';
import { moneyBody } from '../http/money-schema.ts';

/** What an event about a capture says. */
export const capturePayload = (capture: CaptureRow, currency: Currency) => ({
  captureId: capture.id,
  taken: moneyBody(money(capture.amount_minor, currency)),
});
