import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from '@topheavy/domain';
import { safeInteger } from './arbitraries.ts';

const weight = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.maxSafeNat());
const weights = fc
  .array(weight, { minLength: 1, maxLength: 12 })
  .filter((candidates) => candidates.some((candidate) => candidate > 0));
const total = fc.oneof(fc.integer({ min: -100, max: 100 }), safeInteger);

const sumOf = (values: readonly bigint[]) => values.reduce((subtotal, value) => subtotal + value, 0n);

/** How far each share is above its exact share, in units of 1 / the sum of weights. */
function excesses(of: number, by: readonly number[]): bigint[] {
  const whole = sumOf(by.map(BigInt));
  const exact = by.map((weightOfOne) => BigInt(of) * BigInt(weightOfOne));
  return allocate(of, by).map((share, position) => BigInt(share) * whole - (exact[position] ?? 0n));
}

test('shares add up to the total, each within one unit of its exact share, and mirror for a negative total', () => {
  fc.assert(
    fc.property(total, weights, (of, by) => {
      const whole = sumOf(by.map(BigInt));
      const shares = allocate(of, by);

      expect(sumOf(shares.map(BigInt))).toBe(BigInt(of));
      expect(excesses(of, by).filter((excess) => excess >= whole || excess <= -whole)).toEqual([]);
      expect(shares.filter((share, position) => by[position] === 0 && share !== 0)).toEqual([]);
      expect(allocate(-of, by)).toEqual(shares.map((share) => 0 - share));
    }),
  );
});

test('units left over go to the largest remainders, and among equals to the earlier', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1000 }), weights, (of, by) => {
      // One who was lifted over a larger remainder would be more than a unit luckier than it.
      const byLuck = excesses(of, by).toSorted((a, b) => Number(a - b));

      expect((byLuck.at(-1) ?? 0n) - (byLuck[0] ?? 0n) <= sumOf(by.map(BigInt))).toBe(true);
    }),
  );
  expect(allocate(10, [55, 25, 20])).toEqual([6, 2, 2]);
  expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(allocate(-2, [0, 7, 7, 7])).toEqual([0, -1, -1, 0]);
});

test('nothing can be split over nobody, but a total with nobody to take it is refused', () => {
  expect(allocate(0, [])).toEqual([]);
  expect(allocate(0, [0, 0])).toEqual([0, 0]);
  expect(() => allocate(1, [])).toThrow('cannot allocate 1');
  expect(() => allocate(-1, [0, 0])).toThrow('cannot allocate -1');
  expect(() => allocate(1, [2, -1])).toThrow('a weight');
  expect(() => allocate(1.5, [1])).toThrow('the total');
});
