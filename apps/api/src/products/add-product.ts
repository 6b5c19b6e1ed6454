import type { Transaction } from 'kysely';
import type { Database, TaxCategory } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadProduct } from './load-product.ts';
import type { ProductWithStock } from './select-products.ts';

type NewProduct = {
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly taxCategory: TaxCategory;
  readonly weightGrams: number;
  readonly inventoryReference: string;
  readonly price: { readonly amount: number };
  readonly onHand: number;
};

/** Every product has one current price and one stock row from its first moment on. */
export async function addProduct(
  trx: Transaction<Database>,
  { clock, ids }: Pick<Dependencies, 'clock' | 'ids'>,
  productId: string,
  product: NewProduct,
): Promise<ProductWithStock> {
  const now = clock.now();
  await trx
    .insertInto('products')
    .values({
      id: productId,
      sku: product.sku,
      name: product.name,
      description: product.description,
      tax_category: product.taxCategory,
      weight_grams: product.weightGrams,
      inventory_reference: product.inventoryReference,
      created_at: now,
      updated_at: now,
    })
    .execute();
  await trx
    .insertInto('product_prices')
    .values({ id: ids.next(), product_id: productId, price_minor: product.price.amount, valid_from: now })
    .execute();
  await trx.insertInto('stock').values({ product_id: productId, on_hand: product.onHand }).execute();
  return loadProduct(trx, productId);
}
