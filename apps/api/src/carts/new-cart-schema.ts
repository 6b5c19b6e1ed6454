import { BASE_CURRENCY } from '@topheavy/domain';
import { z } from 'zod';
import { currencySchema } from '../http/money-schema.ts';
import { addressSchema } from './address.ts';
import { quantitySchema, taxModeSchema } from './cart-schema.ts';
import { MAX_PRODUCTS, type ItemToPut } from './put-items.ts';

const eachOnce = (items: readonly ItemToPut[]): boolean =>
  new Set(items.map((item) => item.productId)).size === items.length;

/** A cart may start empty, or with what the customer collected before signing in. */
export const newCartSchema = z
  .strictObject({
    currency: currencySchema.default(BASE_CURRENCY),
    taxMode: taxModeSchema.default('inclusive'),
    items: z
      .array(z.strictObject({ productId: z.uuid(), quantity: quantitySchema }))
      .max(MAX_PRODUCTS)
      .refine(eachOnce, 'must name each product once')
      .default([]),
    address: addressSchema.optional(),
  })
  .meta({ id: 'NewCart' });
