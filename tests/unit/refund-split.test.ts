import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cumulativeSplit } from '@topheavy/domain';
import { amountMinor } from './arbitraries.ts';

type Refunds = { parts: number[]; totalMinor: number; taxMinor: number };

/** A total with its tax, and parts that add up to it. */
const refunds = fc
  .record({ parts: fc.array(amountMinor, { minLength: 1, maxLength: 12 }), share: fc.nat({ max: 10_000 }) })
  .map(({ parts, share }): Refunds => {
    const totalMinor = parts.reduce((sum, part) => sum + part, 0);
    return { parts, totalMinor, taxMinor: Math.floor((totalMinor * share) / 10_000) };
  })
  .filter(({ totalMinor }) => totalMinor > 0);

function splitInTurn({ parts, totalMinor, taxMinor }: Refunds) {
  return parts.map((partMinor, position) => {
    const beforeMinor = parts.slice(0, position).reduce((sum, part) => sum + part, 0);
    return cumulativeSplit({ totalMinor, taxMinor, beforeMinor, partMinor });
  });
}

test('refunds in parts give back exactly the net and tax of one full refund, none of them negative', () => {
  fc.assert(
    fc.property(refunds, (refund) => {
      const splits = splitInTurn(refund);

      expect(splits.reduce((sum, split) => sum + split.taxMinor, 0)).toBe(refund.taxMinor);
      expect(splits.map((split) => split.netMinor + split.taxMinor)).toEqual(refund.parts);
      expect(splits.filter((split) => split.netMinor < 0 || split.taxMinor < 0)).toEqual([]);
    }),
  );
});

test('the tax given back so far is the nearest to its exact share, ties to the higher', () => {
  fc.assert(
    fc.property(refunds, (refund) => {
      const whole = BigInt(refund.totalMinor);
      let [given, tax] = [0n, 0n];
      for (const split of splitInTurn(refund)) {
        given += BigInt(split.netMinor + split.taxMinor);
        tax += BigInt(split.taxMinor);
        const twiceOff = 2n * (tax * whole - BigInt(refund.taxMinor) * given);
        expect(twiceOff <= whole && twiceOff > -whole).toBe(true);
      }
    }),
  );
  expect(splitInTurn({ parts: [2, 2], totalMinor: 4, taxMinor: 1 }).map((split) => split.taxMinor)).toEqual([
    1, 0,
  ]);
});

test('parts beyond the total, negative ones and a tax above the total are refused', () => {
  const part = { totalMinor: 100, taxMinor: 16, beforeMinor: 60, partMinor: 40 };
  const wrongs = [
    ['a part of a total', { partMinor: 41 }],
    ['a part of a total', { partMinor: -1 }],
    ['a part of a total', { partMinor: 0.5 }],
    ['the sum of earlier parts', { beforeMinor: -1 }],
    ['the sum of earlier parts', { beforeMinor: 101, partMinor: 0 }],
    ['the tax of a total', { taxMinor: 101 }],
    ['the tax of a total', { taxMinor: -1 }],
    ['a total', { totalMinor: 0, taxMinor: 0, beforeMinor: 0, partMinor: 0 }],
  ] as const;

  expect(cumulativeSplit(part)).toEqual({ netMinor: 34, taxMinor: 6 });
  for (const [what, wrong] of wrongs) {
    expect(() => cumulativeSplit({ ...part, ...wrong }), JSON.stringify(wrong)).toThrow(
      new RegExp(`^${what} must be an integer from`),
    );
  }
});
