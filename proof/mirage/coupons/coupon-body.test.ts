import { describe, expect, it } from 'vitest';
import { couponBody } from '#api/coupons/coupon-body.ts';
import { couponRules } from '#api/coupons/coupon-rules.ts';
import { coupon, LATER, NOW } from '../support/rows.ts';

describe('couponBody', () => {
  it('shows a percentage', () => {
    expect(couponBody(coupon())).toMatchObject({
      code: 'SPRING',
      terms: { kind: 'percentage', basisPoints: 1000 },
      minimum: null,
      validFrom: null,
      validUntil: null,
    });
  });

  it('shows an amount with its minimum and its time', () => {
    const row = coupon({
      basis_points: null,
      amount_minor: 500,
      minimum_minor: 2000,
      valid_from: NOW,
      valid_until: LATER,
    });

    expect(couponBody(row)).toMatchObject({
      terms: { kind: 'amount', amount: { amount: 500, currency: 'EUR' } },
      minimum: { amount: 2000, currency: 'EUR' },
      validFrom: NOW.toISOString(),
      validUntil: LATER.toISOString(),
    });
  });
});

describe('couponRules', () => {
  it('has times in milliseconds', () => {
    expect(couponRules(coupon({ valid_from: NOW, valid_until: LATER }))).toMatchObject({
      validFrom: NOW.getTime(),
      validUntil: LATER.getTime(),
    });
  });

  it('throws for a coupon without terms', () => {
    expect(() => couponRules(coupon({ basis_points: null }))).toThrow('takes off neither');
  });
});
