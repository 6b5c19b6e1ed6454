import { integerWithin } from './integer-within.ts';

/**
 * An amount counted in steps, where a step is the smallest sum that can be charged: 10 minor
 * units for three-decimal currencies at card schemes, 1 for all others. Throws RangeError
 * when the step is not positive or the amount is not a whole number of steps.
 */
export function inSteps(amountMinor: number, stepMinor: number): number {
  const step = integerWithin(stepMinor, 'a step in minor units', 1);
  const steps = integerWithin(amountMinor, 'an amount') / step;
  if (!Number.isInteger(steps)) {
    throw new RangeError(`${amountMinor} is not a whole number of steps of ${step} minor units`);
  }
  return steps;
}
