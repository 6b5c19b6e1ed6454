import { BASE_CURRENCY } from '@topheavy/domain';
import { z } from 'zod';
import { visibleCustomer } from '../auth/principal.ts';
import { currencySchema } from '../http/money-schema.ts';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { cartReply } from './cart-body.ts';
import { cartRates } from './cart-rates.ts';
import { cartResponse, taxModeSchema } from './cart-schema.ts';
import { loadCart } from './load-cart.ts';
import { priceCart } from './price-cart.ts';

export const createCart = defineOperation({
  id: 'createCart',
  method: 'post',
  path: '/v1/carts',
  summary: 'Create a cart',
  tag: 'carts',
  scope: 'carts:write',
  body: z
    .strictObject({
      currency: currencySchema.default(BASE_CURRENCY),
      taxMode: taxModeSchema.default('inclusive'),
    })
    .meta({ id: 'NewCart' }),
  responses: {
    201: { ...cartResponse, headers: { ...cartResponse.headers, Location: 'Its URL' } },
  },
  problems: ['dependency-unavailable'],
  async handle({ body }, context) {
    const customerId = visibleCustomer(context.principal);
    if (customerId === null) {
      throw problem('forbidden', { detail: 'A cart belongs to a customer: use the key of one.' });
    }
    const now = context.clock.now();
    const rates = await cartRates(context, {
      currency: body.currency,
      address: null,
      shipping_rate_reference: null,
    });
    return context.commit(async (trx) => {
      const cart = await trx
        .insertInto('carts')
        .values({
          id: context.resourceId,
          customer_id: customerId,
          currency: body.currency,
          tax_mode: body.taxMode,
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      const reply = cartReply(priceCart(await loadCart(trx, cart), rates, now));
      return {
        status: 201,
        body: reply.body,
        headers: { ...reply.headers, Location: `/v1/carts/${cart.id}` },
      };
    });
  },
});
