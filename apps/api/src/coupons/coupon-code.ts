import { z } from 'zod';

/** Printed codes are typed by hand, so case does not matter; they are kept in upper case. */
export const couponCodeSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{3,40}$/, 'must be 3 to 40 letters, digits and hyphens')
  .toUpperCase();
