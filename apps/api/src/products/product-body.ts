import { BASE_CURRENCY, money } from '@topheavy/domain';
import type { z } from 'zod';
import { moneyBody } from '../http/money-schema.ts';
import type { productSchema } from './product-schema.ts';
import type { ProductWithStock } from './select-products.ts';

export const productBody = (row: ProductWithStock): z.input<typeof productSchema> => ({
  id: row.id,
  sku: row.sku,
  name: row.name,
  description: row.description,
  taxCategory: row.tax_category,
  weightGrams: row.weight_grams,
  inventoryReference: row.inventory_reference,
  active: row.active,
  price: moneyBody(money(row.price_minor, BASE_CURRENCY)),
  available: row.on_hand - row.reserved,
});
