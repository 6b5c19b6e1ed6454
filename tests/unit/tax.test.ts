import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentToBasisPoints, taxOf } from '@topheavy/domain';
import { amountMinor, mode, rateBasisPoints } from './arbitraries.ts';

test('every percentage from 1 to 100 with two decimals is read exactly, and so is zero', () => {
  const basisPoints = [0, ...Array.from({ length: 9_901 }, (_, index) => index + 100)];

  expect(basisPoints.map((rate) => percentToBasisPoints(rate / 100))).toEqual(basisPoints);
});

test('a rate that is a fraction of one, negative, above 100 % or too fine is refused', () => {
  for (const percent of [0.19, 0.01, 0.99]) {
    expect(() => percentToBasisPoints(percent)).toThrow('rates are percentages, 19 and not 0.19');
  }
  for (const percent of [-1, -0.5, 100.01, 101, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => percentToBasisPoints(percent), String(percent)).toThrow('a tax rate in basis points must');
  }
  for (const percent of [19.001, 5.505]) {
    expect(() => percentToBasisPoints(percent)).toThrow(
      `a tax rate of ${percent} % has more than two decimals`,
    );
  }
  for (const basisPoints of [-1, 10_001, 19.5]) {
    expect(() => taxOf(100, basisPoints, 'inclusive'), String(basisPoints)).toThrow(
      'a tax rate in basis points must',
    );
  }
});

test('tax is the nearest minor unit of the exact tax, ties away from zero, and mirrors for a refund', () => {
  fc.assert(
    fc.property(amountMinor, rateBasisPoints, mode, (amount, rate, how) => {
      const tax = taxOf(amount, rate, how);
      const divisor = how === 'inclusive' ? 10_000n + BigInt(rate) : 10_000n;
      const twiceOff = 2n * (BigInt(tax) * divisor - BigInt(amount) * BigInt(rate));

      expect(twiceOff <= divisor && twiceOff > -divisor).toBe(true);
      expect(taxOf(-amount, rate, how)).toBe(0 - tax);
    }),
  );
  expect(taxOf(50, 1900, 'exclusive')).toBe(10); // exactly 9.5
  expect(taxOf(-5, 10_000, 'inclusive')).toBe(-3); // exactly -2.5
});
