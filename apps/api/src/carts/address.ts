import { z } from 'zod';
import { textSchema } from '../http/text-schema.ts';

/** The EU-27, ISO 3166-1 alpha-2: where the shop sells to. */
export const EU_COUNTRIES = [
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU',
  'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
] as const; // prettier-ignore

const line = (max: number) => textSchema(1, max);

export const addressSchema = z
  .strictObject({
    name: line(100),
    line1: line(200),
    line2: line(200).optional(),
    city: line(100),
    postalCode: line(20),
    country: z.enum(EU_COUNTRIES).meta({ description: 'ISO 3166-1 alpha-2; the shop sells to EU countries' }),
  })
  .meta({ id: 'Address' });

export type Address = z.infer<typeof addressSchema>;
