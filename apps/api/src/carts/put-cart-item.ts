import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/schema.ts';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { loadProduct, productNotFound } from '../products/load-product.ts';
import { cartItemParams, cartResponse } from './cart-schema.ts';
import { changeCart } from './change-cart.ts';

const MAX_PRODUCTS = 100;

export const putCartItem = defineOperation({
  id: 'putCartItem',
  method: 'put',
  path: '/v1/carts/{cartId}/items/{productId}',
  summary: 'Put an item in the cart, or set its quantity',
  description: 'Also accepts the current price. More than is in stock can be put in: changes says so.',
  tag: 'carts',
  scope: 'carts:write',
  params: cartItemParams,
  body: z.strictObject({ quantity: z.int().min(1).max(999) }).meta({ id: 'CartItemQuantity' }),
  responses: { 200: cartResponse },
  problems: [
    'cart-not-found',
    'product-not-found',
    'cart-already-ordered',
    'cart-full',
    'dependency-unavailable',
    'conflict-retry',
  ],
  handle: ({ params: { cartId, productId }, body: { quantity } }, context) =>
    changeCart(context, cartId, {
      async apply(trx) {
        const product = await loadProduct(trx, productId);
        if (!product.active) throw productNotFound(productId);
        const values = { quantity, seen_price_minor: product.price_minor };
        await trx
          .insertInto('cart_items')
          .values({
            cart_id: cartId,
            product_id: productId,
            position: await nextPosition(trx, cartId, productId),
            ...values,
          })
          .onConflict((conflict) => conflict.columns(['cart_id', 'product_id']).doUpdateSet(values))
          .execute();
      },
    }),
});

/** Where an item goes that is not in the cart yet. Throws 422 when there is no room for another. */
async function nextPosition(trx: Transaction<Database>, cartId: string, productId: string): Promise<number> {
  const items = await trx
    .selectFrom('cart_items')
    .select(['product_id', 'position'])
    .where('cart_id', '=', cartId)
    .execute();
  if (items.length >= MAX_PRODUCTS && !items.some((item) => item.product_id === productId)) {
    throw problem('cart-full', { detail: 'Order this cart, or take something out of it first.' });
  }
  return Math.max(0, ...items.map((item) => item.position)) + 1;
}
