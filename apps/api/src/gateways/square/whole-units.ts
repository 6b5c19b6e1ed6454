import { z } from 'zod';

const QUANTITY = /^(-?)(\d+)(?:\.(\d{1,5}))?$/;

/**
 * '17' is 17 units and '17.5' as well: half a unit cannot be sold. Square lets stock go below zero when
 * more was sold than counted; then nothing is left to sell.
 */
export const wholeUnits = z.string().transform((decimal, context): number => {
  const [, sign, whole] = QUANTITY.exec(decimal) ?? [];
  const units = Number(whole);
  if (whole === undefined || !Number.isSafeInteger(units)) {
    context.addIssue({ code: 'custom', message: 'not a quantity' });
    return z.NEVER;
  }
  return sign === '-' ? 0 : units;
});
