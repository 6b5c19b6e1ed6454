import { couponRefusal, discountOf, type CouponRefusal, type CouponTerms } from '@topheavy/domain';
import { couponRules } from '../coupons/coupon-rules.ts';
import type { CartContent } from './load-cart.ts';

export type CartCoupon = {
  readonly id: string;
  readonly code: string;
  readonly terms: CouponTerms;
  readonly refusal: CouponRefusal | null;
};

/** The cart's coupon and whether it can be used now. Its rules are about the base currency. */
export function cartCoupon({ coupon }: CartContent, baseSubtotalMinor: number, now: Date): CartCoupon | null {
  if (coupon === null) return null;
  const rules = couponRules(coupon.row);
  const refusal = couponRefusal(rules, {
    subtotalMinor: baseSubtotalMinor,
    nowMs: now.getTime(),
    timesUsed: coupon.row.times_used,
    timesUsedByCustomer: coupon.timesUsedByCustomer,
  });
  return { id: coupon.row.id, code: coupon.row.code, terms: rules.terms, refusal };
}

/**
 * What a coupon takes off a subtotal, in the presentment currency. A percentage is taken of the subtotal
 * that the customer sees. An amount that covers the subtotal in the base currency covers all of it:
 * converting both would leave the rounding differences of the unit prices to pay.
 */
export function couponDiscount(
  { terms, refusal }: CartCoupon,
  subtotal: { readonly baseMinor: number; readonly minor: number },
  stepMinor: number,
  present: (baseMinor: number) => number,
): number {
  if (refusal !== null) return 0;
  if (terms.kind === 'percentage') return discountOf(terms, subtotal.minor, stepMinor);
  if (terms.amountMinor >= subtotal.baseMinor) return subtotal.minor;
  const amountMinor = present(terms.amountMinor);
  return discountOf({ kind: 'amount', amountMinor }, subtotal.minor, stepMinor);
}
