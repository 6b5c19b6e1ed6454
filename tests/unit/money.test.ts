import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  BASE_CURRENCY,
  compare,
  CurrencyMismatchError,
  exponentOf,
  isCurrency,
  isNegative,
  isZero,
  money,
  negate,
  PRESENTMENT_CURRENCIES,
  subtract,
  sum,
  zero,
} from '@topheavy/domain';
import { currency } from './arbitraries.ts';

const euros = (amountMinor: number) => money(amountMinor, 'EUR');

test('the shop knows seven currencies, each with the minor unit that ISO 4217 gives it, and prices in euros', () => {
  const exponents = Object.fromEntries(PRESENTMENT_CURRENCIES.map((code) => [code, exponentOf(code)]));

  expect(exponents).toEqual({ EUR: 2, USD: 2, GBP: 2, CHF: 2, JPY: 0, KWD: 3, DKK: 2 });
  expect(BASE_CURRENCY).toBe('EUR');
  expect(['SEK', 'eur', '', 'toString', 'constructor'].filter(isCurrency)).toEqual([]);
});

test('an amount that is not a safe integer is refused, as input and as a result', () => {
  const most = euros(Number.MAX_SAFE_INTEGER);

  for (const amountMinor of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)]) {
    expect(() => euros(amountMinor), String(amountMinor)).toThrow('an amount in EUR minor units');
  }
  expect(() => add(most, euros(1))).toThrow(RangeError);
  expect(() => subtract(negate(most), euros(1))).toThrow(RangeError);
  expect(() => sum('EUR', [most, most, negate(most)])).toThrow(RangeError);
});

test('money of two currencies never meets', () => {
  const dollar = money(1, 'USD');

  for (const meeting of [add, subtract, compare]) {
    expect(() => meeting(euros(1), dollar)).toThrow(CurrencyMismatchError);
    expect(() => meeting(euros(1), dollar)).toThrow(
      expect.objectContaining({ name: 'CurrencyMismatchError' }),
    );
  }
  expect(() => sum('EUR', [euros(1), dollar])).toThrow('EUR and USD cannot be combined');
});

test('money adds, subtracts, compares and cancels out as its minor units do', () => {
  const half = fc.integer({ min: -(2 ** 50), max: 2 ** 50 });
  fc.assert(
    fc.property(currency, half, half, (code, left, right) => {
      const [a, b] = [money(left, code), money(right, code)];

      expect(add(a, b)).toEqual(money(left + right, code));
      expect(subtract(a, b)).toEqual(money(left - right, code));
      expect(sum(code, [a, b, a])).toEqual(money(left + right + left, code));
      expect(Math.sign(compare(a, b))).toBe(Math.sign(left - right));
      expect(add(a, negate(a))).toEqual(zero(code));
    }),
  );
  expect(negate(zero('EUR'))).toEqual({ amount: 0, currency: 'EUR' });
  expect([-1, 0, 1].map((cents) => [isNegative(euros(cents)), isZero(euros(cents))])).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ]);
});
