import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceOrder, taxByRateGroup, type PricingInput } from '@topheavy/domain';
import { currency, mode, rateBasisPoints, taxableLine } from './arbitraries.ts';

const line = fc.record({
  unitAmountMinor: fc.nat({ max: 100_000 }),
  quantity: fc.integer({ min: 1, max: 50 }),
  rateBasisPoints,
});

const order: fc.Arbitrary<PricingInput> = fc
  .record({
    currency,
    stepMinor: fc.constant(1),
    mode,
    lines: fc.array(line, { maxLength: 12 }),
    discountPercent: fc.nat({ max: 100 }),
    shipping: fc.option(taxableLine),
  })
  .map(({ discountPercent, ...rest }) => {
    return { ...rest, discountMinor: Math.floor((total(subtotalsOf(rest)) * discountPercent) / 100) };
  });

function subtotalsOf(input: Pick<PricingInput, 'lines'>): number[] {
  return input.lines.map(({ unitAmountMinor, quantity }) => unitAmountMinor * quantity);
}

function total(values: readonly number[]): number {
  return values.reduce((subtotal, value) => subtotal + value, 0);
}

test('lines, shipping and tax groups add up to the totals, and net and tax to what is paid', () => {
  fc.assert(
    fc.property(order, (input) => {
      const priced = priceOrder(input);
      const parts = priced.shipping === null ? priced.lines : [...priced.lines, priced.shipping];

      for (const entries of [parts, priced.taxGroups]) {
        expect(total(entries.map((entry) => entry.netMinor))).toBe(priced.netMinor);
        expect(total(entries.map((entry) => entry.taxMinor))).toBe(priced.taxMinor);
        expect(total(entries.map((entry) => entry.grossMinor))).toBe(priced.totalMinor);
      }
      expect(priced.netMinor + priced.taxMinor).toBe(priced.totalMinor);
    }),
  );
});

test('the discount comes off the lines, and what is left is taxed with shipping as one more line', () => {
  fc.assert(
    fc.property(order, (input) => {
      const { lines, shipping, taxGroups } = priceOrder(input);
      const taxable = input.lines.map(({ rateBasisPoints: rate }, position) => {
        const { subtotalMinor = 0, discountMinor = 0 } = lines[position] ?? {};
        return { amountMinor: subtotalMinor - discountMinor, rateBasisPoints: rate };
      });
      const taxed = taxByRateGroup(input.shipping ? [...taxable, input.shipping] : taxable, input.mode);

      expect(lines.map((one) => one.subtotalMinor)).toEqual(subtotalsOf(input));
      expect(total(lines.map((one) => one.discountMinor))).toBe(input.discountMinor);
      expect(taxGroups).toEqual(taxed.groups);
      expect(input.shipping ? [...lines, shipping] : lines).toMatchObject(taxed.lines);
    }),
  );
});

test('consumers pay the prices they saw, businesses pay their tax on top', () => {
  fc.assert(
    fc.property(order, (input) => {
      const priced = priceOrder(input);
      const subtotal = total(subtotalsOf(input));
      const agreed = subtotal - input.discountMinor + (input.shipping?.amountMinor ?? 0);

      expect([priced.subtotalMinor, priced.discountMinor]).toEqual([subtotal, input.discountMinor]);
      expect(input.mode === 'inclusive' ? priced.totalMinor : priced.netMinor).toBe(agreed);
    }),
  );
});

test('an order at two rates with a discount and shipping prices to the cent', () => {
  const priced = priceOrder({
    currency: 'EUR',
    stepMinor: 1,
    mode: 'inclusive',
    lines: [
      { unitAmountMinor: 1999, quantity: 3, rateBasisPoints: 1900 },
      { unitAmountMinor: 495, quantity: 1, rateBasisPoints: 700 },
    ],
    discountMinor: 649,
    shipping: { amountMinor: 490, rateBasisPoints: 1900 },
  });

  expect(priced).toEqual({
    currency: 'EUR',
    lines: [
      { subtotalMinor: 5997, discountMinor: 600, netMinor: 4535, taxMinor: 862, grossMinor: 5397 },
      { subtotalMinor: 495, discountMinor: 49, netMinor: 417, taxMinor: 29, grossMinor: 446 },
    ],
    shipping: { netMinor: 412, taxMinor: 78, grossMinor: 490 },
    taxGroups: [
      { rateBasisPoints: 1900, netMinor: 4947, taxMinor: 940, grossMinor: 5887 },
      { rateBasisPoints: 700, netMinor: 417, taxMinor: 29, grossMinor: 446 },
    ],
    subtotalMinor: 6492,
    discountMinor: 649,
    netMinor: 5364,
    taxMinor: 969,
    totalMinor: 6333,
  });
});

test('an empty cart costs nothing; a quantity below one, a negative price and a discount too large are refused', () => {
  const item = { unitAmountMinor: 100, quantity: 1, rateBasisPoints: 1900 };
  const input: PricingInput = {
    currency: 'EUR',
    stepMinor: 1,
    mode: 'inclusive',
    lines: [item],
    discountMinor: 0,
    shipping: null,
  };

  expect(priceOrder({ ...input, lines: [] })).toMatchObject({ lines: [], shipping: null, totalMinor: 0 });
  expect(() => priceOrder({ ...input, lines: [{ ...item, quantity: 0 }] })).toThrow('a quantity');
  expect(() => priceOrder({ ...input, lines: [{ ...item, unitAmountMinor: -1 }] })).toThrow('a unit price');
  expect(() => priceOrder({ ...input, discountMinor: 101 })).toThrow('a discount');
  expect(() => priceOrder({ ...input, shipping: { amountMinor: -1, rateBasisPoints: 0 } })).toThrow(
    RangeError,
  );
});

test('an order beyond the safe range is refused, wherever its sums leave it', () => {
  const priced = (stepMinor: number, ...lines: PricingInput['lines'][number][]) =>
    priceOrder({ currency: 'EUR', stepMinor, mode: 'inclusive', lines, discountMinor: 0, shipping: null });
  const most = { unitAmountMinor: Number.MAX_SAFE_INTEGER, quantity: 1, rateBasisPoints: 700 };

  expect(() => priced(1, { ...most, quantity: 2 })).toThrow('a line subtotal must');
  expect(() => priced(1, most, { ...most, rateBasisPoints: 1900 })).toThrow('a total must');
  expect(() => priced(10, { ...most, unitAmountMinor: 10 ** 15, quantity: 10 })).toThrow('an amount must');
});
