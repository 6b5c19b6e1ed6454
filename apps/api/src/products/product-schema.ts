import { z } from 'zod';
import { TAX_CATEGORIES } from '../db/schema.ts';
import { moneySchema } from '../http/money-schema.ts';
import { textSchema } from '../http/text-schema.ts';

export const productParams = z.object({ productId: z.uuid() });

const text = (max: number) => textSchema(1, max);

/** What a product is made of; each field is the same when it is created, changed and read. */
export const productFields = {
  sku: text(64).meta({ description: 'Our own article number' }),
  name: text(200),
  description: textSchema(0, 5000),
  taxCategory: z.enum(TAX_CATEGORIES).meta({ description: 'Which VAT rate of the destination applies' }),
  weightGrams: z.int().positive().max(1_000_000),
  inventoryReference: text(192).meta({ description: 'What the inventory service calls it' }),
};

export const productSchema = z
  .strictObject({
    id: z.uuid(),
    ...productFields,
    active: z.boolean().meta({ description: 'false: withdrawn, can no longer be ordered' }),
    price: moneySchema,
    available: z.int().meta({ description: 'Units that nobody has reserved' }),
  })
  .meta({ id: 'Product' });
