import { defineOperation } from '../http/operation.ts';
import { cartParams, cartResponse } from './cart-schema.ts';
import { changeCart } from './change-cart.ts';

export const removeCoupon = defineOperation({
  id: 'removeCoupon',
  method: 'delete',
  path: '/v1/carts/{cartId}/coupon',
  summary: 'Take the coupon off the cart',
  description: 'Also right when there is none.',
  tag: 'carts',
  scope: 'carts:write',
  params: cartParams,
  responses: { 200: cartResponse },
  problems: ['cart-not-found', 'cart-already-ordered', 'dependency-unavailable', 'conflict-retry'],
  handle: ({ params: { cartId } }, context) => changeCart(context, cartId, { set: { coupon_code: null } }),
});
