import { visibleCustomer } from '../auth/principal.ts';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { cartReply } from './cart-body.ts';
import { cartRates } from './cart-rates.ts';
import { cartResponse } from './cart-schema.ts';
import { loadCart } from './load-cart.ts';
import { newCartSchema } from './new-cart-schema.ts';
import { priceCart } from './price-cart.ts';
import { putItems } from './put-items.ts';
import { requireSoldCurrency } from './require-sold-currency.ts';

export const createCart = defineOperation({
  id: 'createCart',
  method: 'post',
  path: '/v1/carts',
  summary: 'Create a cart, empty or filled',
  tag: 'carts',
  scope: 'carts:write',
  body: newCartSchema,
  responses: { 201: { ...cartResponse, headers: { ...cartResponse.headers, Location: 'Its URL' } } },
  problems: ['product-not-found', 'currency-not-sold', 'destination-not-supported', 'dependency-unavailable'],
  async handle({ body }, context) {
    const customerId = visibleCustomer(context.principal);
    if (customerId === null) {
      throw problem('forbidden', { detail: 'A cart belongs to a customer: use the key of one.' });
    }
    const now = context.clock.now();
    const { currency, address = null } = body;
    requireSoldCurrency(context, currency);
    const rates = await cartRates(context, { currency, address, shipping_rate_reference: null });
    return context.commit(async (trx) => {
      const cart = await trx
        .insertInto('carts')
        .values({
          id: context.resourceId,
          customer_id: customerId,
          currency,
          tax_mode: body.taxMode,
          address: address && JSON.stringify(address),
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await putItems(trx, cart.id, body.items);
      const reply = cartReply(priceCart(await loadCart(trx, cart), rates, now));
      const headers = { ...reply.headers, Location: `/v1/carts/${cart.id}` };
      return { status: 201 as const, body: reply.body, headers };
    });
  },
});
