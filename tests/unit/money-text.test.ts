import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, money, parseMoney } from '@topheavy/domain';
import { currency, safeInteger } from './arbitraries.ts';

test('an amount is written with as many decimals as its currency has, and reads back the same', () => {
  const written = [
    money(1999, 'EUR'),
    money(-5, 'EUR'),
    money(500, 'JPY'),
    money(0, 'JPY'),
    money(-1000, 'KWD'),
    money(12, 'KWD'),
  ].map(formatMoney);

  expect(written).toEqual(['19.99 EUR', '-0.05 EUR', '500 JPY', '0 JPY', '-1.000 KWD', '0.012 KWD']);
  fc.assert(
    fc.property(currency, safeInteger, (code, amountMinor) => {
      const value = money(amountMinor, code);
      expect(parseMoney(formatMoney(value))).toEqual(value);
    }),
  );
});

test('any other spelling of an amount is refused', () => {
  const spellings = [
    '5 EUR',
    '19.9 EUR',
    '19.999 EUR',
    '1.00 JPY',
    '1.00 KWD',
    '019.99 EUR',
    '-0.00 EUR',
    '+1.00 EUR',
    '.50 EUR',
    '1,00 EUR',
    '1e2 JPY',
    '19.99EUR',
    '19.99  EUR',
    ' 19.99 EUR',
    '19.99 EUR ',
    'EUR 19.99',
    '19.99 eur',
    '19.99 SEK',
    '',
    '.0 ',
    'ten EUR',
    '19.99',
    'EUR',
    '90071992547409.92 EUR',
  ];

  for (const spelling of spellings) {
    expect(() => parseMoney(spelling), spelling).toThrow(`not an amount of money: '${spelling}'`);
  }
});
