import type { PaymentRow } from '../db/schema.ts';

/** How much can be given back now. What is being refunded counts as given. */
export const refundableMinor = (payment: PaymentRow): number =>
  payment.captured_minor - payment.refunded_minor - payment.refunding_minor;
