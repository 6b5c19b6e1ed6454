import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { cartItemParams, cartResponse } from './cart-schema.ts';
import { changeCart } from './change-cart.ts';

export const removeCartItem = defineOperation({
  id: 'removeCartItem',
  method: 'delete',
  path: '/v1/carts/{cartId}/items/{productId}',
  summary: 'Take an item out of the cart',
  tag: 'carts',
  scope: 'carts:write',
  params: cartItemParams,
  responses: { 200: cartResponse },
  problems: [
    'cart-not-found',
    'cart-item-not-found',
    'cart-already-ordered',
    'dependency-unavailable',
    'conflict-retry',
  ],
  handle: ({ params: { cartId, productId } }, context) =>
    changeCart(context, cartId, {
      async apply(trx) {
        const { numDeletedRows } = await trx
          .deleteFrom('cart_items')
          .where('cart_id', '=', cartId)
          .where('product_id', '=', productId)
          .executeTakeFirst();
        if (numDeletedRows === 0n) {
          throw problem('cart-item-not-found', { detail: `The cart holds no product ${productId}.` });
        }
      },
    }),
});
