import { expect, test } from 'vitest';
import { couponRefusal, type CouponFacts, type CouponRules } from '@topheavy/domain';

const rules: CouponRules = {
  terms: { kind: 'percentage', basisPoints: 1000 },
  minimumMinor: 5000,
  validFrom: 1_000,
  validUntil: 2_000,
  usageLimit: 3,
  perCustomerLimit: 2,
};
const facts: CouponFacts = { subtotalMinor: 5000, nowMs: 1_500, timesUsed: 2, timesUsedByCustomer: 1 };

test('a coupon applies to the last moment, cent and use that its rules set, without limit where they set none', () => {
  expect(couponRefusal(rules, facts)).toBeNull();
  expect(couponRefusal(rules, { ...facts, nowMs: 1_000 })).toBeNull();
  expect(couponRefusal(rules, { ...facts, nowMs: 1_999 })).toBeNull();

  expect(couponRefusal(rules, { ...facts, nowMs: 999 })).toBe('coupon-not-yet-valid');
  expect(couponRefusal(rules, { ...facts, nowMs: 2_000 })).toBe('coupon-expired');
  expect(couponRefusal(rules, { ...facts, subtotalMinor: 4999 })).toBe('coupon-minimum-not-met');
  expect(couponRefusal(rules, { ...facts, timesUsed: 3 })).toBe('coupon-used-up');
  expect(couponRefusal(rules, { ...facts, timesUsedByCustomer: 2 })).toBe('coupon-used-up-by-customer');

  expect(couponRefusal({ ...rules, validFrom: null }, { ...facts, nowMs: -1 })).toBeNull();
  expect(couponRefusal({ ...rules, validUntil: null }, { ...facts, nowMs: 9_999 })).toBeNull();
  expect(couponRefusal({ ...rules, usageLimit: null }, { ...facts, timesUsed: 999 })).toBeNull();
  expect(
    couponRefusal({ ...rules, perCustomerLimit: null }, { ...facts, timesUsedByCustomer: 999 }),
  ).toBeNull();
});

test('of several reasons the window comes first, then the minimum, then the uses', () => {
  const hopeless = { subtotalMinor: 0, nowMs: 2_000, timesUsed: 3, timesUsedByCustomer: 2 };

  expect(couponRefusal(rules, { ...hopeless, nowMs: 0 })).toBe('coupon-not-yet-valid');
  expect(couponRefusal(rules, hopeless)).toBe('coupon-expired');
  expect(couponRefusal(rules, { ...hopeless, nowMs: 1_500 })).toBe('coupon-minimum-not-met');
  expect(couponRefusal(rules, { ...hopeless, nowMs: 1_500, subtotalMinor: 5000 })).toBe('coupon-used-up');
});
