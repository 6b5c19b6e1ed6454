import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discountOf, inSteps, priceOrder, type PricedOrder, type PricingInput } from '@topheavy/domain';
import { currency, mode, rateBasisPoints, stepMinor } from './arbitraries.ts';

const steps = fc.nat({ max: 20_000 });

const line = fc.record({
  unitSteps: steps,
  quantity: fc.integer({ min: 1, max: 20 }),
  rateBasisPoints,
});

const order: fc.Arbitrary<PricingInput> = fc
  .record({
    currency,
    stepMinor,
    mode,
    lines: fc.array(line, { maxLength: 8 }),
    percent: fc.nat({ max: 100 }),
    shipping: fc.option(fc.record({ steps, rateBasisPoints })),
  })
  .map(({ lines, percent, shipping, ...rest }) => ({
    ...rest,
    lines: lines.map(({ unitSteps, ...one }) => ({ ...one, unitAmountMinor: unitSteps * rest.stepMinor })),
    discountMinor: Math.floor((subtotal(lines) * percent) / 100) * rest.stepMinor,
    shipping: shipping && {
      amountMinor: shipping.steps * rest.stepMinor,
      rateBasisPoints: shipping.rateBasisPoints,
    },
  }));

const subtotal = (lines: readonly { unitSteps: number; quantity: number }[]) =>
  lines.reduce((sum, one) => sum + one.unitSteps * one.quantity, 0);

/** Every amount an order states, at any depth; rates are no amounts. */
function amountsOf(priced: PricedOrder): number[] {
  const amounts: number[] = [];
  JSON.stringify(priced, (name, value: unknown) => {
    if (name.endsWith('Minor') && typeof value === 'number') amounts.push(value);
    return value;
  });
  return amounts;
}

test('every amount of an order is a whole number of steps, and all sums still hold', () => {
  fc.assert(
    fc.property(order, (input) => {
      const priced = priceOrder(input);
      const parts = priced.shipping === null ? priced.lines : [...priced.lines, priced.shipping];
      const sum = (of: (part: (typeof parts)[number]) => number) =>
        parts.reduce((total, part) => total + of(part), 0);

      expect(amountsOf(priced).filter((amount) => amount % input.stepMinor !== 0)).toEqual([]);
      expect(sum((part) => part.netMinor)).toBe(priced.netMinor);
      expect(sum((part) => part.taxMinor)).toBe(priced.taxMinor);
      expect(sum((part) => part.grossMinor)).toBe(priced.totalMinor);
      expect(priced.lines.reduce((total, one) => total + one.discountMinor, 0)).toBe(input.discountMinor);
      expect(priced.netMinor + priced.taxMinor).toBe(priced.totalMinor);
    }),
  );
});

test('the tax of a rate is off from the exact one by half a step at most', () => {
  fc.assert(
    fc.property(order, (input) => {
      for (const group of priceOrder(input).taxGroups) {
        const { rateBasisPoints, taxMinor, netMinor, grossMinor } = group;
        const [amount, whole] =
          input.mode === 'inclusive' ? [grossMinor, 10_000 + rateBasisPoints] : [netMinor, 10_000];
        const twiceOff = 2 * Math.abs(taxMinor * whole - amount * rateBasisPoints);

        expect(twiceOff).toBeLessThanOrEqual(input.stepMinor * whole);
      }
    }),
  );
});

test('an order of 6.640 KWD is taxed in steps of ten fils', () => {
  const priced = priceOrder({
    currency: 'KWD',
    stepMinor: 10,
    mode: 'inclusive',
    lines: [{ unitAmountMinor: 6640, quantity: 1, rateBasisPoints: 1900 }],
    discountMinor: 660,
    shipping: null,
  });

  // The exact tax in 5.980 is 0.95479.
  expect(priced.lines).toEqual([
    { subtotalMinor: 6640, discountMinor: 660, netMinor: 5030, taxMinor: 950, grossMinor: 5980 },
  ]);
});

test('a percentage off lands on the nearest step', () => {
  expect(discountOf({ kind: 'percentage', basisPoints: 1000 }, 6640, 10)).toBe(660);
  expect(discountOf({ kind: 'percentage', basisPoints: 1000 }, 6650, 10)).toBe(670); // exactly 665
  expect(discountOf({ kind: 'amount', amountMinor: 7000 }, 6640, 10)).toBe(6640);
});

test('an amount between two steps is refused wherever it comes in', () => {
  const input: PricingInput = {
    currency: 'KWD',
    stepMinor: 10,
    mode: 'exclusive',
    lines: [{ unitAmountMinor: 1000, quantity: 10, rateBasisPoints: 0 }],
    discountMinor: 0,
    shipping: null,
  };
  const between = { unitAmountMinor: 1001, quantity: 10, rateBasisPoints: 0 };

  expect(() => priceOrder({ ...input, lines: [between] })).toThrow('1001 is not a whole number of steps');
  expect(() => priceOrder({ ...input, discountMinor: 5 })).toThrow('steps of 10');
  expect(() => priceOrder({ ...input, shipping: { amountMinor: 5, rateBasisPoints: 0 } })).toThrow(
    'steps of 10',
  );
  expect(() => discountOf({ kind: 'amount', amountMinor: 5 }, 100, 10)).toThrow('steps of 10');
  expect(() => inSteps(10, 0)).toThrow('a step in minor units');
  expect(() => inSteps(0.5, 1)).toThrow('an amount must');
});
