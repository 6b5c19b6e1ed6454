import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { exchangeRate } from '../rates/exchange.ts';
import { askCarriers, type Parcel } from './ask-carriers.ts';
import { rateBody } from './cart-body.ts';
import { CARRIER_CURRENCY } from './cart-rates.ts';
import { cartParams, shippingRateSchema } from './cart-schema.ts';
import { findCart } from './find-cart.ts';
import { loadCart, type CartContent } from './load-cart.ts';
import { lockOpenCart, requireOpen } from './lock-open-cart.ts';
import { shippingBasis } from './shipping-basis.ts';
import { shippingPrice } from './shipping-price.ts';

const ratesSchema = z.strictObject({ rates: z.array(shippingRateSchema) }).meta({ id: 'ShippingRates' });

export const quoteShipping = defineOperation({
  id: 'quoteShipping',
  method: 'post',
  path: '/v1/carts/{cartId}/shipping-rates',
  summary: 'Ask the carriers for shipping rates',
  description:
    'Needs items and an address. The rates replace those before, and a choice made among them: choose again.',
  tag: 'carts',
  scope: 'carts:write',
  params: cartParams,
  responses: { 200: { description: 'What can be chosen', schema: ratesSchema } },
  problems: [
    'cart-not-found',
    'cart-already-ordered',
    'cart-not-ready',
    'destination-not-supported',
    'dependency-unavailable',
  ],
  async handle({ params: { cartId } }, context) {
    const cart = await findCart(context.db, context.principal, cartId);
    requireOpen(cart);
    const content = await loadCart(context.db, cart);
    const parcel = parcelOf(content);
    const { rateMicros } = await exchangeRate(context, CARRIER_CURRENCY, cart.currency);
    const quote = await askCarriers(context, parcel);
    const rates = quote.rates.map((rate) => rateBody(rate, shippingPrice(rate, cart.currency, rateMicros)));
    return context.commit(async (trx) => {
      await lockOpenCart(trx, cartId);
      await trx
        .updateTable('carts')
        .set((column) => ({
          // A cart that changed while the carriers thought has another basis: its quote is outdated.
          shipping_quote: JSON.stringify({ ...quote, basis: shippingBasis(content) }),
          shipping_rate_reference: null,
          version: column('version', '+', 1),
          updated_at: context.clock.now(),
        }))
        .where('id', '=', cartId)
        .execute();
      return { status: 200 as const, body: { rates } };
    });
  },
});

function parcelOf({ cart, items }: CartContent): Parcel {
  if (cart.address !== null && items.length > 0) return { to: cart.address, items, reference: cart.id };
  const missing = [...(items.length === 0 ? ['items'] : []), ...(cart.address === null ? ['address'] : [])];
  throw problem('cart-not-ready', {
    detail: `Shipping depends on ${missing.join(' and ')}, which the cart lacks.`,
    extra: { missing },
  });
}
