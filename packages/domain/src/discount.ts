import { allocate } from './allocation.ts';
import { integerWithin } from './integer-within.ts';
import { multiplyRatio } from './rounding.ts';
import { inSteps } from './steps.ts';

/** What a coupon takes off: a share of the subtotal (1000 basis points are 10 %), or an amount. */
export type CouponTerms =
  | { readonly kind: 'percentage'; readonly basisPoints: number }
  | { readonly kind: 'amount'; readonly amountMinor: number };

/**
 * The discount on a subtotal, both in minor units of one currency and in whole steps of
 * `stepMinor`: half away from zero, never negative, never more than the subtotal. Throws
 * RangeError on a negative subtotal or amount, on a percentage outside 0 to 10 000 basis
 * points, and when the subtotal or the amount is not in whole steps.
 */
export function discountOf(terms: CouponTerms, subtotalMinor: number, stepMinor: number): number {
  const subtotalSteps = inSteps(integerWithin(subtotalMinor, 'a subtotal', 0), stepMinor);
  switch (terms.kind) {
    case 'percentage': {
      const basisPoints = integerWithin(terms.basisPoints, 'a discount in basis points', 0, 10_000);
      return multiplyRatio(subtotalSteps, basisPoints, 10_000, 'half-away-from-zero') * stepMinor;
    }
    case 'amount': {
      const steps = inSteps(integerWithin(terms.amountMinor, 'a discount', 0), stepMinor);
      return Math.min(steps, subtotalSteps) * stepMinor;
    }
  }
}

/**
 * Spreads a discount over line amounts by largest remainder, so that no line goes below zero
 * and the parts add up to the discount. Throws RangeError when the discount is negative or
 * more than the lines together, or a line is negative.
 */
export function allocateDiscount(discountMinor: number, lineAmounts: readonly number[]): number[] {
  const subtotalMinor = lineAmounts.reduce((subtotal, amount) => subtotal + amount, 0);
  return allocate(integerWithin(discountMinor, 'a discount', 0, subtotalMinor), lineAmounts);
}
