/**
 * Returns `value` when it is an integer from `min` to `max`, by default any safe integer.
 * Throws a RangeError that names `what` otherwise: a float or an amount above 2^53 - 1 must
 * stop here, because later arithmetic would round it without a sign.
 */
export function integerWithin(
  value: number,
  what: string,
  min: number = Number.MIN_SAFE_INTEGER,
  max: number = Number.MAX_SAFE_INTEGER,
): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${what} must be an integer from ${min} to ${max}, got ${value}`);
  }
  // -0 is an integer too, and equal to 0, but not to Object.is or a strict test.
  return value + 0;
}
