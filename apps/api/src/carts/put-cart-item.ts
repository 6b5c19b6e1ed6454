import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';
import { cartItemParams, cartResponse, quantitySchema } from './cart-schema.ts';
import { changeCart } from './change-cart.ts';
import { putItems } from './put-items.ts';

export const putCartItem = defineOperation({
  id: 'putCartItem',
  method: 'put',
  path: '/v1/carts/{cartId}/items/{productId}',
  summary: 'Put an item in the cart, or set its quantity',
  description: 'Also accepts the current price. More than is in stock can be put in: changes says so.',
  tag: 'carts',
  scope: 'carts:write',
  params: cartItemParams,
  body: z.strictObject({ quantity: quantitySchema }).meta({ id: 'CartItemQuantity' }),
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
    changeCart(context, cartId, { apply: (trx) => putItems(trx, cartId, [{ productId, quantity }]) }),
});
