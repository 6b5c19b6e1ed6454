import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideRounded, multiplyRatio, type Rounding } from '@topheavy/domain';
import { safeInteger } from './arbitraries.ts';

const rounding = fc.constantFrom<Rounding>('half-away-from-zero', 'half-even');

test('ties go away from zero or to the even neighbour, as asked for', () => {
  const halves = [-7n, -5n, -3n, -1n, 1n, 3n, 5n, 7n];
  const rounded = (how: Rounding) => halves.map((half) => divideRounded(half, 2n, how));

  expect(rounded('half-away-from-zero')).toEqual([-4n, -3n, -2n, -1n, 1n, 2n, 3n, 4n]);
  expect(rounded('half-even')).toEqual([-4n, -2n, -2n, 0n, 0n, 2n, 2n, 4n]);
});

test('a rounded quotient is a nearest integer, and its mirror image when a sign flips', () => {
  const divisor = fc.bigInt({ min: 1n, max: 50n });
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), divisor, rounding, (n, d, how) => {
      const quotient = divideRounded(n, d, how);
      const twiceOff = 2n * (quotient * d - n);

      expect(twiceOff <= d && twiceOff >= -d).toBe(true);
      expect(divideRounded(-n, d, how)).toBe(-quotient);
      expect(divideRounded(n, -d, how)).toBe(-quotient);
    }),
  );
});

test('a ratio is exact where floating point is not, and refuses what it cannot represent', () => {
  fc.assert(
    fc.property(safeInteger, fc.integer({ min: 1 }), rounding, (amountMinor, factor, how) => {
      expect(multiplyRatio(amountMinor, factor, factor, how)).toBe(amountMinor);
    }),
  );
  expect(() => multiplyRatio(0.5, 1, 1, 'half-even')).toThrow('a factor must');
  expect(() => multiplyRatio(1, 1.5, 1, 'half-even')).toThrow('a factor must');
  expect(() => multiplyRatio(1, 1, 0, 'half-even')).toThrow('Division by zero');
  expect(() => multiplyRatio(Number.MAX_SAFE_INTEGER, 2, 1, 'half-even')).toThrow('a product must');
});
