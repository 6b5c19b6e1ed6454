import { exponentOf, type Currency } from './currency.ts';
import { integerWithin } from './integer-within.ts';
import { money, type Money } from './money.ts';
import { multiplyRatio } from './rounding.ts';

/**
 * An exchange rate as an exact integer, a million times the rate: 1.0853 is 1_085_300. Says
 * how much of the target currency one whole unit of the source currency buys (1 EUR, not 1 cent).
 */
export type RateMicros = number;

/** The rate between a currency and itself. */
export const IDENTITY_RATE: RateMicros = 1_000_000;

const RATE_DECIMALS = 6;
const RATE_TEXT = /^(\d+)(?:\.(\d{1,6}))?$/;

/**
 * '1.0853' or 1.0853 becomes 1_085_300, without passing through binary fractions. Throws
 * RangeError unless the rate is positive and has at most 6 decimals, as many as the exchange
 * service publishes: a seventh would be lost silently.
 */
export function parseRate(decimal: string | number): RateMicros {
  // Stryker disable next-line ArrayDeclaration: of the match, its first element is not looked at
  const [, whole = '', decimals = ''] = RATE_TEXT.exec(String(decimal)) ?? [];
  if (whole === '') {
    throw new RangeError(`not an exchange rate: '${decimal}', expected a decimal with at most 6 places`);
  }
  return positiveRate(Number(whole + decimals.padEnd(RATE_DECIMALS, '0')));
}

/** The shortest decimal that `parseRate` reads back as `rateMicros`: '1.0853', '163'. */
export function formatRate(rateMicros: RateMicros): string {
  const digits = String(positiveRate(rateMicros)).padStart(RATE_DECIMALS + 1, '0');
  const decimals = digits.slice(-RATE_DECIMALS).replace(/0+$/, '');
  const whole = digits.slice(0, -RATE_DECIMALS);
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

/**
 * `value` in another currency, rounded half-even once, to whole steps of `stepMinor` of that
 * currency's minor units: 1.00 EUR at 163.5 is 164 JPY, and 19.99 EUR at 0.3321 is 6.640 KWD
 * in steps of 10. Throws RangeError on a rate or a step that is not positive, a result beyond
 * the safe range, and a conversion of a currency to itself at anything but 1.
 */
export function convert(value: Money, to: Currency, rateMicros: RateMicros, stepMinor: number): Money {
  const rate = positiveRate(rateMicros);
  const step = integerWithin(stepMinor, 'a step in minor units', 1);
  if (value.currency === to && rate !== IDENTITY_RATE) {
    throw new RangeError(`${to} converts to itself at 1, not at ${formatRate(rate)}`);
  }
  const numerator = BigInt(rate) * powerOfTen(exponentOf(to));
  const denominator = BigInt(IDENTITY_RATE) * powerOfTen(exponentOf(value.currency)) * BigInt(step);
  return money(multiplyRatio(value.amount, numerator, denominator, 'half-even') * step, to);
}

function positiveRate(rateMicros: number): RateMicros {
  return integerWithin(rateMicros, 'an exchange rate in micros', 1);
}

function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
