import { integerWithin } from './integer-within.ts';
import { multiplyRatio } from './rounding.ts';

/** Whether an amount already contains its tax (consumer prices) or has it added on top. */
export type TaxMode = 'inclusive' | 'exclusive';

/** A tax rate in hundredths of a percent: 1900 is 19 %. */
export type RateBasisPoints = number;

const ONE = 10_000;

/**
 * 19 becomes 1900, 5.5 becomes 550. Throws RangeError unless `percent` is 0 to 100 with at
 * most two decimals. Also refuses what lies between 0 and 1: the lowest national VAT rate in
 * the EU above zero is 2.1 %, so 0.19 is a fraction that somebody took for a percentage.
 */
export function percentToBasisPoints(percent: number): RateBasisPoints {
  if (percent > 0 && percent < 1) {
    throw new RangeError(`a tax rate of ${percent} % is not in use: rates are percentages, 19 and not 0.19`);
  }
  const basisPoints = integerWithin(Math.round(percent * 100), 'a tax rate in basis points', 0, ONE);
  // Dividing is exact here: n / 100 is the double that the decimal literal stands for.
  if (basisPoints / 100 !== percent) {
    throw new RangeError(`a tax rate of ${percent} % has more than two decimals`);
  }
  return basisPoints;
}

/**
 * The tax on an amount in minor units, half away from zero: contained in it when
 * `inclusive`, on top of it when `exclusive`. A negative amount has the mirrored tax.
 * Throws RangeError unless the rate is 0 to 10 000 basis points.
 */
export function taxOf(amountMinor: number, rateBasisPoints: RateBasisPoints, mode: TaxMode): number {
  const rate = integerWithin(rateBasisPoints, 'a tax rate in basis points', 0, ONE);
  return multiplyRatio(amountMinor, rate, mode === 'inclusive' ? ONE + rate : ONE, 'half-away-from-zero');
}
