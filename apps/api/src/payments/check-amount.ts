import type { Money } from '@topheavy/domain';
import { chargeStepMinor } from '../carts/charge-step-minor.ts';
import type { PaymentRow } from '../db/schema.ts';
import { problem } from '../problems/problem.ts';

/** Throws 422 for an amount that this payment's card could not be charged or given back, whatever is left. */
export function checkAmount(payment: PaymentRow, amount: Money): void {
  if (amount.currency !== payment.currency) {
    throw problem('currency-mismatch', {
      detail: `The payment is in ${payment.currency}; the amount is in ${amount.currency}.`,
    });
  }
  const step = chargeStepMinor(payment.currency);
  if (amount.amount % step !== 0) {
    throw problem('payment-rejected', {
      detail: `Cards take ${payment.currency} in whole steps of ${step} minor units.`,
    });
  }
}
