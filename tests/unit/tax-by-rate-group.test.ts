import fc from 'fast-check';
import { expect, test } from 'vitest';
import { taxByRateGroup, taxOf } from '@topheavy/domain';
import { mode, taxableLine } from './arbitraries.ts';

const lines = fc.array(taxableLine, { maxLength: 15 });

const total = (values: readonly number[]) => values.reduce((subtotal, value) => subtotal + value, 0);

test('the tax of a rate is computed once on everything at that rate, highest rate first', () => {
  fc.assert(
    fc.property(lines, mode, (input, how) => {
      const rates = [...new Set(input.map((line) => line.rateBasisPoints))].toSorted((a, b) => b - a);

      expect(taxByRateGroup(input, how).groups).toEqual(
        rates.map((rateBasisPoints) => {
          const members = input.filter((line) => line.rateBasisPoints === rateBasisPoints);
          const amount = total(members.map((line) => line.amountMinor));
          const taxMinor = taxOf(amount, rateBasisPoints, how);
          return how === 'inclusive'
            ? { rateBasisPoints, netMinor: amount - taxMinor, taxMinor, grossMinor: amount }
            : { rateBasisPoints, netMinor: amount, taxMinor, grossMinor: amount + taxMinor };
        }),
      );
    }),
  );
});

test('lines add up to their group, keep their amount, and carry no negative tax or net', () => {
  fc.assert(
    fc.property(lines, mode, (input, how) => {
      const taxed = taxByRateGroup(input, how);

      for (const { rateBasisPoints, ...amounts } of taxed.groups) {
        const members = taxed.lines.filter((_, at) => input[at]?.rateBasisPoints === rateBasisPoints);
        expect({
          netMinor: total(members.map((line) => line.netMinor)),
          taxMinor: total(members.map((line) => line.taxMinor)),
          grossMinor: total(members.map((line) => line.grossMinor)),
        }).toEqual(amounts);
      }
      expect(taxed.lines.map((line) => (how === 'inclusive' ? line.grossMinor : line.netMinor))).toEqual(
        input.map((line) => line.amountMinor),
      );
      expect(taxed.lines.filter((line) => line.netMinor + line.taxMinor !== line.grossMinor)).toEqual([]);
      expect(taxed.lines.filter((line) => line.taxMinor < 0 || line.netMinor < 0)).toEqual([]);
    }),
  );
});

test('two lines of 1.00 at 8.1 % contain 0.15 of tax, where line by line there would be 0.14', () => {
  const line = { amountMinor: 100, rateBasisPoints: 810 };

  expect(taxByRateGroup([line, line], 'inclusive')).toEqual({
    groups: [{ rateBasisPoints: 810, netMinor: 185, taxMinor: 15, grossMinor: 200 }],
    lines: [
      { netMinor: 92, taxMinor: 8, grossMinor: 100 },
      { netMinor: 93, taxMinor: 7, grossMinor: 100 },
    ],
  });
});

test('negative amounts and sums beyond the safe range cannot be taxed', () => {
  const most = { amountMinor: Number.MAX_SAFE_INTEGER, rateBasisPoints: 1900 };

  expect(() => taxByRateGroup([{ amountMinor: -1, rateBasisPoints: 0 }], 'inclusive')).toThrow(RangeError);
  expect(() => taxByRateGroup([most, most], 'inclusive')).toThrow(RangeError);
  expect(() => taxByRateGroup([most], 'exclusive')).toThrow('a gross amount must');
});
