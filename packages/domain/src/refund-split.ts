import { integerWithin } from './integer-within.ts';
import { multiplyRatio } from './rounding.ts';

/** A part of a taxed total that is captured or refunded now. All in minor units, gross. */
export type CumulativePart = {
  readonly totalMinor: number;
  /** The tax contained in the total. */
  readonly taxMinor: number;
  /** What earlier parts added up to. */
  readonly beforeMinor: number;
  readonly partMinor: number;
};

/**
 * Splits one part of a total into net and tax by the difference of two cumulative splits: the
 * tax due on everything so far, this part included, less the tax due before it. Whatever the
 * parts are, together they carry exactly the tax of the whole, which rounding each part for
 * itself does not achieve. For captures and refunds alike; neither result is ever negative.
 *
 * Throws RangeError when the total is not positive, the tax exceeds it, an amount is negative
 * or the parts add up to more than the total.
 */
export function cumulativeSplit(part: CumulativePart): { netMinor: number; taxMinor: number } {
  const total = integerWithin(part.totalMinor, 'a total', 1);
  const tax = integerWithin(part.taxMinor, 'the tax of a total', 0, total);
  const before = integerWithin(part.beforeMinor, 'the sum of earlier parts', 0, total);
  const now = integerWithin(part.partMinor, 'a part of a total', 0, total - before);

  const taxUpTo = (sumMinor: number) => multiplyRatio(tax, sumMinor, total, 'half-away-from-zero');
  const taxMinor = taxUpTo(before + now) - taxUpTo(before);
  return { netMinor: now - taxMinor, taxMinor };
}
