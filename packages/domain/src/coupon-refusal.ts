import type { CouponTerms } from './discount.ts';

/** A coupon as the back office created it. Amounts are minor units of the base currency. */
export type CouponRules = {
  readonly terms: CouponTerms;
  /** The subtotal from which on the coupon applies. */
  readonly minimumMinor: number;
  /** Epoch milliseconds, inclusive; null means always has been. */
  readonly validFrom: number | null;
  /** Epoch milliseconds, exclusive, so that windows can follow each other; null means for ever. */
  readonly validUntil: number | null;
  /** How many orders may use it, of everybody and of one customer; null means any number. */
  readonly usageLimit: number | null;
  readonly perCustomerLimit: number | null;
};

/** What is true at the moment of asking; the uses counted are those before this one. */
export type CouponFacts = {
  readonly subtotalMinor: number;
  readonly nowMs: number;
  readonly timesUsed: number;
  readonly timesUsedByCustomer: number;
};

/** Why a coupon does not apply, in the words of the API's problem types. */
export type CouponRefusal =
  | 'coupon-not-yet-valid'
  | 'coupon-expired'
  | 'coupon-minimum-not-met'
  | 'coupon-used-up'
  | 'coupon-used-up-by-customer';

/**
 * Why `rules` refuse a coupon, or null when it applies. Where several reasons hold, the first
 * of this order is given: the window, the minimum, everybody's uses, the customer's own uses.
 */
export function couponRefusal(rules: CouponRules, facts: CouponFacts): CouponRefusal | null {
  if (rules.validFrom !== null && facts.nowMs < rules.validFrom) return 'coupon-not-yet-valid';
  if (rules.validUntil !== null && facts.nowMs >= rules.validUntil) return 'coupon-expired';
  if (facts.subtotalMinor < rules.minimumMinor) return 'coupon-minimum-not-met';
  if (rules.usageLimit !== null && facts.timesUsed >= rules.usageLimit) return 'coupon-used-up';
  if (rules.perCustomerLimit !== null && facts.timesUsedByCustomer >= rules.perCustomerLimit) {
    return 'coupon-used-up-by-customer';
  }
  return null;
}
