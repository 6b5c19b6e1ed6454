import type { Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import { problem } from '../problems/problem.ts';
import { productNotFound } from '../products/load-product.ts';
import { selectProducts } from '../products/select-products.ts';

export const MAX_PRODUCTS = 100;

export type ItemToPut = { readonly productId: string; readonly quantity: number };

/**
 * Puts items in a cart that the caller has locked or just made, at the prices of now. Throws 404 for a
 * product that is not sold, 422 when there is no room.
 */
export async function putItems(
  trx: Transaction<Database>,
  cartId: string,
  items: readonly ItemToPut[],
): Promise<void> {
  if (items.length === 0) return;
  const priceOf = await currentPrices(trx, items);
  const held = await trx
    .selectFrom('cart_items')
    .select(['product_id', 'position'])
    .where('cart_id', '=', cartId)
    .execute();
  const products = new Set([...held.map((item) => item.product_id), ...items.map((item) => item.productId)]);
  if (products.size > MAX_PRODUCTS) {
    throw problem('cart-full', { detail: 'Order this cart, or take something out of it first.' });
  }
  const last = Math.max(0, ...held.map((item) => item.position));
  await trx
    .insertInto('cart_items')
    .values(
      items.map(({ productId, quantity }, index) => ({
        cart_id: cartId,
        product_id: productId,
        position: last + 1 + index,
        quantity,
        seen_price_minor: priceOf(productId),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['cart_id', 'product_id']).doUpdateSet((row) => ({
        quantity: row.ref('excluded.quantity'),
        seen_price_minor: row.ref('excluded.seen_price_minor'),
      })),
    )
    .execute();
}

async function currentPrices(
  trx: Transaction<Database>,
  items: readonly ItemToPut[],
): Promise<(productId: string) => number> {
  const products = await selectProducts(trx)
    .where('products.active', '=', true)
    .where(
      'products.id',
      'in',
      items.map((item) => item.productId),
    )
    .execute();
  const prices = new Map(products.map((product) => [product.id, product.price_minor]));
  return (productId) => {
    const price = prices.get(productId);
    if (price === undefined) throw productNotFound(productId);
    return price;
  };
}
