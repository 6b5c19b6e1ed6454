import { defineOperation } from '../http/operation.ts';
import { addressSchema } from './address.ts';
import { cartParams, cartResponse } from './cart-schema.ts';
import { changeCart } from './change-cart.ts';

export const setCartAddress = defineOperation({
  id: 'setCartAddress',
  method: 'put',
  path: '/v1/carts/{cartId}/address',
  summary: 'Set or change the delivery address',
  description: 'It decides the VAT rates. A shipping rate that was chosen for another address is outdated.',
  tag: 'carts',
  scope: 'carts:write',
  params: cartParams,
  body: addressSchema,
  responses: { 200: cartResponse },
  problems: [
    'cart-not-found',
    'cart-already-ordered',
    'destination-not-supported',
    'dependency-unavailable',
    'conflict-retry',
  ],
  handle: ({ params: { cartId }, body }, context) => changeCart(context, cartId, { set: { address: body } }),
});
