import { defineOperation } from '../http/operation.ts';
import { cartReply } from './cart-body.ts';
import { cartRates } from './cart-rates.ts';
import { cartParams, cartResponse } from './cart-schema.ts';
import { findCart } from './find-cart.ts';
import { loadCart } from './load-cart.ts';
import { priceCart } from './price-cart.ts';

export const readCart = defineOperation({
  id: 'readCart',
  method: 'get',
  path: '/v1/carts/{cartId}',
  summary: 'Read a cart at the prices of now',
  description: 'changes says what is no longer as the customer left it: prices, stock, coupon, shipping.',
  tag: 'carts',
  scope: 'carts:write',
  params: cartParams,
  responses: { 200: cartResponse, 304: { description: 'The cart is as If-None-Match says' } },
  problems: ['cart-not-found', 'dependency-unavailable'],
  async handle({ params: { cartId } }, context) {
    const cart = await findCart(context.db, context.principal, cartId);
    const rates = await cartRates(context, cart);
    const content = await loadCart(context.db, cart);
    return { status: 200, ...cartReply(priceCart(content, rates, context.clock.now())) };
  },
});
