import { z } from 'zod';
import { couponCodeSchema } from '../coupons/coupon-code.ts';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { cartParams, cartResponse } from './cart-schema.ts';
import { changeCart } from './change-cart.ts';
import { couponRefused } from './coupon-refused.ts';

export const applyCoupon = defineOperation({
  id: 'applyCoupon',
  method: 'put',
  path: '/v1/carts/{cartId}/coupon',
  summary: 'Apply a coupon',
  description: 'Replaces the one before. It is counted as used when the cart is ordered, not now.',
  tag: 'carts',
  scope: 'carts:write',
  params: cartParams,
  body: z.strictObject({ code: couponCodeSchema }).meta({ id: 'CouponCode' }),
  responses: { 200: cartResponse },
  problems: [
    'cart-not-found',
    'coupon-not-found',
    'cart-already-ordered',
    'coupon-refused',
    'dependency-unavailable',
    'conflict-retry',
  ],
  handle: ({ params: { cartId }, body: { code } }, context) =>
    changeCart(context, cartId, {
      set: { coupon_code: code },
      check({ coupon }) {
        if (coupon === null) {
          throw problem('coupon-not-found', { detail: `There is no coupon with the code ${code}.` });
        }
        if (coupon.refusal !== null) throw couponRefused(coupon.refusal);
      },
    }),
});
