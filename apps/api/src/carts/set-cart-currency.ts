import { z } from 'zod';
import { currencySchema } from '../http/money-schema.ts';
import { defineOperation } from '../http/operation.ts';
import { cartParams, cartResponse } from './cart-schema.ts';
import { changeCart } from './change-cart.ts';
import { requireSoldCurrency } from './require-sold-currency.ts';

export const setCartCurrency = defineOperation({
  id: 'setCartCurrency',
  method: 'put',
  path: '/v1/carts/{cartId}/currency',
  summary: 'Choose the currency to see and pay',
  tag: 'carts',
  scope: 'carts:write',
  params: cartParams,
  body: z.strictObject({ currency: currencySchema }).meta({ id: 'CartCurrency' }),
  responses: { 200: cartResponse },
  problems: [
    'cart-not-found',
    'cart-already-ordered',
    'currency-not-sold',
    'dependency-unavailable',
    'conflict-retry',
  ],
  handle({ params: { cartId }, body: { currency } }, context) {
    requireSoldCurrency(context, currency);
    return changeCart(context, cartId, { set: { currency } });
  },
});
