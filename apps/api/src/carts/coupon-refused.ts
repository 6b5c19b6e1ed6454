import type { CouponRefusal } from '@topheavy/domain';
import { problem, type Problem } from '../problems/problem.ts';

const details: Readonly<Record<CouponRefusal, string>> = {
  'coupon-not-yet-valid': 'The coupon is not valid yet.',
  'coupon-expired': 'The coupon has expired.',
  'coupon-minimum-not-met': 'The items cost less than the coupon asks for.',
  'coupon-used-up': 'The coupon was used as often as it may be.',
  'coupon-used-up-by-customer': 'The customer has used the coupon as often as they may.',
};

export const couponRefused = (reason: CouponRefusal): Problem =>
  problem('coupon-refused', { detail: details[reason], extra: { reason } });
