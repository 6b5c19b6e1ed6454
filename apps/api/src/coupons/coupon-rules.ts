import type { CouponRules, CouponTerms } from '@topheavy/domain';
import type { CouponRow } from '../db/schema.ts';

/** The stored coupon as the domain's rules, which decide whether and how much it takes off. */
export const couponRules = (row: CouponRow): CouponRules => ({
  terms: couponTerms(row),
  minimumMinor: row.minimum_minor,
  validFrom: row.valid_from?.getTime() ?? null,
  validUntil: row.valid_until?.getTime() ?? null,
  usageLimit: row.usage_limit,
  perCustomerLimit: row.per_customer_limit,
});

function couponTerms({ id, basis_points, amount_minor }: CouponRow): CouponTerms {
  if (basis_points !== null) return { kind: 'percentage', basisPoints: basis_points };
  if (amount_minor !== null) return { kind: 'amount', amountMinor: amount_minor };
  throw new Error(`Coupon ${id} takes off neither a share nor an amount, which its table forbids.`);
}
