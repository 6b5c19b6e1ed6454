import { z } from 'zod';

const QUANTITY = /^-?\d+(?:\.\d{1,5})?$/;

/**
 * '17' is 17 units and '17.5' as well: half a unit cannot be sold. Square lets stock go below zero when
 * more was sold than counted; then nothing is left to sell.
 */
export const wholeUnits = z
  .string()
  .regex(QUANTITY)
  .transform((decimal) => Math.max(0, Math.trunc(Number(decimal))))
  .pipe(z.int());
