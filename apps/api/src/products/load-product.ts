import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { selectProducts, type ProductWithStock } from './select-products.ts';

export const productNotFound = (productId: string): Problem =>
  problem('product-not-found', { detail: `There is no product ${productId}.` });

export async function loadProduct(db: Kysely<Database>, productId: string): Promise<ProductWithStock> {
  const row = await selectProducts(db).where('products.id', '=', productId).executeTakeFirst();
  if (row === undefined) throw productNotFound(productId);
  return row;
}
