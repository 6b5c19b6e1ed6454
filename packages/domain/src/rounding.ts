import { integerWithin } from './integer-within.ts';

/**
 * How a quotient becomes an integer. Always passed, never defaulted: a tie decides who gets
 * the cent. Both mirror at zero, so that a refund undoes its charge, which
 * `Math.round` does not: it takes 2.5 to 3 and -2.5 to -2.
 *
 * - `half-away-from-zero`: what invoices show; used for tax and discounts.
 * - `half-even`: ties cancel out over many roundings; over 1000 exact ties half-up drifts
 *   by 500 units, half-even by none. Used for currency conversion.
 */
export type Rounding = 'half-away-from-zero' | 'half-even';

/** `numerator / denominator` as an integer, the mirror image for negatives. Throws RangeError when `denominator` is zero. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator < 0n) return divideRounded(-numerator, -denominator, rounding);
  if (numerator < 0n) return -divideRounded(-numerator, denominator, rounding);
  const quotient = numerator / denominator;
  const twiceTheRest = 2n * (numerator % denominator);
  return roundsUp(quotient, twiceTheRest, denominator, rounding) ? quotient + 1n : quotient;
}

/**
 * `amountMinor × numerator / denominator` in minor units, exact up to the one rounding.
 * Throws RangeError when an operand is not a safe integer, the denominator is zero, or the
 * result leaves the safe range.
 */
export function multiplyRatio(
  amountMinor: number,
  numerator: number | bigint,
  denominator: number | bigint,
  rounding: Rounding,
): number {
  const product = toBigInt(amountMinor) * toBigInt(numerator);
  return integerWithin(Number(divideRounded(product, toBigInt(denominator), rounding)), 'a product');
}

function roundsUp(quotient: bigint, twiceTheRest: bigint, divisor: bigint, rounding: Rounding): boolean {
  switch (rounding) {
    case 'half-away-from-zero':
      return twiceTheRest >= divisor;
    case 'half-even':
      return twiceTheRest > divisor || (twiceTheRest === divisor && quotient % 2n === 1n);
  }
}

function toBigInt(value: number | bigint): bigint {
  return typeof value === 'bigint' ? value : BigInt(integerWithin(value, 'a factor'));
}
