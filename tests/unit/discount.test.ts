import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocateDiscount, discountOf, type CouponTerms } from '@topheavy/domain';
import { amountMinor } from './arbitraries.ts';

const basisPoints = fc.integer({ min: 0, max: 10_000 });

const percentage = (share: number): CouponTerms => ({ kind: 'percentage', basisPoints: share });
const amount = (off: number): CouponTerms => ({ kind: 'amount', amountMinor: off });

test('a discount is the amount or the nearest percentage, and never more than the subtotal', () => {
  fc.assert(
    fc.property(amountMinor, basisPoints, amountMinor, (off, share, subtotal) => {
      const twiceOff = 2 * (discountOf(percentage(share), subtotal, 1) * 10_000 - share * subtotal);

      expect(twiceOff <= 10_000 && twiceOff > -10_000).toBe(true);
      expect(discountOf(amount(off), subtotal, 1)).toBe(off < subtotal ? off : subtotal);
    }),
  );
  expect(discountOf(percentage(1000), 105, 1)).toBe(11); // exactly 10.5
});

test('a discount is spread over the lines to the cent, and takes no line below zero', () => {
  fc.assert(
    fc.property(fc.array(amountMinor, { maxLength: 12 }), basisPoints, (amounts, share) => {
      const subtotal = amounts.reduce((sum, one) => sum + one, 0);
      const discount = discountOf(percentage(share), subtotal, 1);
      const parts = allocateDiscount(discount, amounts);

      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(discount);
      expect(parts.filter((part, position) => part < 0 || part > (amounts[position] ?? 0))).toEqual([]);
    }),
  );
});

test('a discount that would raise the price or take more than there is gets refused', () => {
  for (const terms of [percentage(-1), percentage(10_001), percentage(0.1)]) {
    expect(() => discountOf(terms, 100, 1), JSON.stringify(terms)).toThrow('a discount in basis points must');
  }
  for (const terms of [amount(-1), amount(0.5)]) {
    expect(() => discountOf(terms, 100, 1), JSON.stringify(terms)).toThrow('a discount must');
  }
  expect(() => discountOf(amount(1), -100, 1)).toThrow('a subtotal must');
  expect(() => allocateDiscount(301, [100, 200])).toThrow('a discount must');
  expect(() => allocateDiscount(-1, [100, 200])).toThrow('a discount must');
});
