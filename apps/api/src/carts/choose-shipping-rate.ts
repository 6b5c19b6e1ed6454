import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';
import { textSchema } from '../http/text-schema.ts';
import { problem } from '../problems/problem.ts';
import { cartParams, cartResponse } from './cart-schema.ts';
import { changeCart } from './change-cart.ts';

export const chooseShippingRate = defineOperation({
  id: 'chooseShippingRate',
  method: 'put',
  path: '/v1/carts/{cartId}/shipping-rate',
  summary: 'Choose a shipping rate',
  description: 'One of the rates that were quoted last, for this address and these items.',
  tag: 'carts',
  scope: 'carts:write',
  params: cartParams,
  body: z.strictObject({ rateId: textSchema(1, 200) }).meta({ id: 'ShippingChoice' }),
  responses: { 200: cartResponse },
  problems: [
    'cart-not-found',
    'shipping-rate-not-found',
    'cart-already-ordered',
    'dependency-unavailable',
    'conflict-retry',
  ],
  handle: ({ params: { cartId }, body: { rateId } }, context) =>
    changeCart(context, cartId, {
      set: { shipping_rate_reference: rateId },
      check({ shipping }) {
        if (shipping !== null) return;
        throw problem('shipping-rate-not-found', {
          detail: 'No such rate was quoted for this address and these items; ask for the rates again.',
        });
      },
    }),
});
