import { integerWithin } from './integer-within.ts';

/**
 * Splits `totalMinor` in proportion to `weights` by the largest remainder method: everybody
 * gets the whole units of their exact share, and the units left over go to the largest
 * remainders, the earlier of equal ones first. The shares add up to the total exactly, each
 * is within one unit of its exact share, a zero weight gets nothing, and a negative total
 * mirrors the positive one.
 *
 * Throws RangeError when the total or a weight is not a safe integer, a weight is negative,
 * or there is something to split and nobody with a weight to take it.
 */
export function allocate(totalMinor: number, weights: readonly number[]): number[] {
  const total = BigInt(integerWithin(totalMinor, 'the total to allocate'));
  const parts = weights.map((weight) => BigInt(integerWithin(weight, 'a weight', 0)));
  const whole = sumOf(parts);
  if (whole === 0n) {
    if (total !== 0n) throw new RangeError(`cannot allocate ${totalMinor}: all weights are zero`);
    return weights.map(() => 0);
  }

  // Stryker disable next-line EqualityOperator: nothing is split into nothing with either sign
  const sign = total < 0n ? -1n : 1n;
  const magnitude = sign * total;
  const shares = parts.map((part) => ({
    units: (magnitude * part) / whole,
    remainder: (magnitude * part) % whole,
  }));
  const leftOver = magnitude - sumOf(shares.map((share) => share.units));
  // Array sorting is stable, which is what lets the earlier of equal remainders win.
  const byRemainder = shares.toSorted((left, right) => Number(right.remainder - left.remainder));
  const receivers = new Set(byRemainder.slice(0, Number(leftOver)));
  return shares.map((share) => Number(sign * (share.units + (receivers.has(share) ? 1n : 0n))));
}

function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((subtotal, value) => subtotal + value, 0n);
}
