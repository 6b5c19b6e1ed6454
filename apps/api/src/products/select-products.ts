import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** Products with their current price and their stock, of which each has exactly one. */
export const selectProducts = (db: Kysely<Database>) =>
  db
    .selectFrom('products')
    .innerJoin('product_prices', (join) =>
      join
        .onRef('product_prices.product_id', '=', 'products.id')
        .on('product_prices.valid_until', 'is', null),
    )
    .innerJoin('stock', 'stock.product_id', 'products.id')
    .select([
      'products.id',
      'products.sku',
      'products.name',
      'products.description',
      'products.tax_category',
      'products.weight_grams',
      'products.inventory_reference',
      'products.active',
      'product_prices.price_minor',
      'stock.on_hand',
      'stock.reserved',
    ]);

export type ProductWithStock = Awaited<
  ReturnType<ReturnType<typeof selectProducts>['executeTakeFirstOrThrow']>
>;
