import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  convert,
  exponentOf,
  formatMoney,
  formatRate,
  IDENTITY_RATE,
  money,
  parseRate,
} from '@topheavy/domain';
import { currency, safeInteger, stepMinor } from './arbitraries.ts';

/** At most 3000 for one, so that a thousand million minor units still convert to a safe integer. */
const rateMicros = fc.oneof(fc.integer({ min: 1, max: 3_000_000 }), fc.integer({ min: 1, max: 3 * 10 ** 9 }));

test('a rate is read exactly, from text and from a JSON number, and written in the fewest decimals', () => {
  expect(['1.0853', 1.0853, 163, '0.000001'].map(parseRate)).toEqual([1_085_300, 1_085_300, 163_000_000, 1]);
  expect([1, 85_300, 1_085_300, 163_000_000].map(formatRate)).toEqual([
    '0.000001',
    '0.0853',
    '1.0853',
    '163',
  ]);
  fc.assert(
    fc.property(rateMicros, (micros) => {
      expect(parseRate(formatRate(micros))).toBe(micros);
      expect(parseRate(micros / 1_000_000)).toBe(micros);
    }),
  );
});

test('a rate that is not a positive decimal of at most six places is refused', () => {
  const spellings = ['', '-1', '1.2345678', '1,08', '1.', '.5', '1e3', ' 1', '1 ', 'NaN'];

  for (const rate of [...spellings, -1.5, 1e-7, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => parseRate(rate), `'${rate}'`).toThrow(`not an exchange rate: '${rate}'`);
  }
  for (const rate of ['0', '0.000000', 0, '9007199254.740992']) {
    expect(() => parseRate(rate), `'${rate}'`).toThrow('an exchange rate in micros must');
  }
  expect(() => convert(money(1, 'EUR'), 'USD', 0, 1)).toThrow('an exchange rate in micros must');
  expect(() => convert(money(1, 'EUR'), 'USD', 1_000_000, 0)).toThrow('a step');
});

test('a conversion lands on the nearest step of the target, ties on the even one, negatives mirrored', () => {
  const converted = [
    convert(money(100, 'EUR'), 'JPY', parseRate('163.4'), 1),
    convert(money(163, 'JPY'), 'EUR', parseRate('0.006120'), 1),
    convert(money(1999, 'EUR'), 'KWD', parseRate('0.3321'), 1),
    convert(money(1000, 'KWD'), 'JPY', parseRate('491.7'), 1),
    convert(money(-1999, 'EUR'), 'USD', parseRate('1.0853'), 1),
  ].map(formatMoney);

  expect(converted).toEqual(['163 JPY', '1.00 EUR', '6.639 KWD', '492 JPY', '-21.70 USD']);

  // 6.639 KWD in steps of ten fils; 0.025 is half-way between 0.02 and 0.03.
  const tens = [convert(money(1999, 'EUR'), 'KWD', parseRate('0.3321'), 10)];
  tens.push(convert(money(25, 'EUR'), 'KWD', parseRate('0.1'), 10));
  expect(tens.map(formatMoney)).toEqual(['6.640 KWD', '0.020 KWD']);

  const halves = [1, 3, 5, -1, -3].map((cents) => convert(money(cents, 'EUR'), 'USD', 500_000, 1).amount);
  expect(halves).toEqual([0, 2, 2, 0, -2]);

  const amount = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
  fc.assert(
    fc.property(amount, currency, currency, rateMicros, stepMinor, (amountMinor, from, to, micros, step) => {
      fc.pre(from !== to);
      const result = convert(money(amountMinor, from), to, micros, step).amount;
      const unit = 1_000_000n * 10n ** BigInt(exponentOf(from));
      const exact = BigInt(amountMinor) * BigInt(micros) * 10n ** BigInt(exponentOf(to));
      const twiceOff = 2n * (BigInt(result) * unit - exact);

      expect(Math.abs(result) % step).toBe(0);
      expect(twiceOff <= unit * BigInt(step) && twiceOff >= -unit * BigInt(step)).toBe(true);
      expect(convert(money(-amountMinor, from), to, micros, step).amount).toBe(0 - result);
    }),
  );
});

test('a currency converts to itself unchanged, and only at the rate of one', () => {
  fc.assert(
    fc.property(safeInteger, currency, (amountMinor, code) => {
      const value = money(amountMinor, code);
      expect(convert(value, code, IDENTITY_RATE, 1)).toEqual(value);
    }),
  );
  expect(() => convert(money(1, 'EUR'), 'EUR', 1_000_001, 1)).toThrow(
    'EUR converts to itself at 1, not at 1.000001',
  );
});
