import type { Violation } from '../types.ts';

/** One line for each: 'vatcomply.vat_rates.list response $[0].standard_rate: expected a number >= 15, found 0.19' */
export const formatViolations = (violations: readonly Violation[]): string =>
  violations
    .map(
      ({ operation, side, path, expected, found }) =>
        `${operation ?? 'no operation'} ${side} ${path}: expected ${expected}, found ${found}`,
    )
    .join('\n');
