import type { Kysely } from 'kysely';
import { z } from 'zod';
import { cartRates, ratesFit } from '../carts/cart-rates.ts';
import { findCart } from '../carts/find-cart.ts';
import { loadCart } from '../carts/load-cart.ts';
import { cartChangedMeanwhile } from '../carts/cart-changed-meanwhile.ts';
import { lockOpenCart } from '../carts/lock-open-cart.ts';
import { priceCart } from '../carts/price-cart.ts';
import { requireSoldCurrency } from '../carts/require-sold-currency.ts';
import type { Database } from '../db/schema.ts';
import { positiveMoneySchema } from '../http/money-schema.ts';
import { defineOperation } from '../http/operation.ts';
import { createOrder } from './create-order.ts';
import { orderReply } from './order-body.ts';
import { orderFields, orderResponse } from './order-schema.ts';
import { requireOrderable } from './require-orderable.ts';

const newOrderSchema = z
  .strictObject({
    cartId: z.uuid(),
    expectedTotal: positiveMoneySchema.meta({ description: 'The total that the customer agreed to' }),
    email: orderFields.email.optional().meta({ description: "Instead of the customer's own" }),
    deliveryNote: orderFields.deliveryNote.optional(),
  })
  .meta({ id: 'NewOrder' });

export const placeOrder = defineOperation({
  id: 'placeOrder',
  method: 'post',
  path: '/v1/orders',
  summary: 'Order a cart',
  description: 'Prices it once more, freezes what it costs and holds the items until it is paid or expires.',
  tag: 'orders',
  scope: 'orders:write',
  body: newOrderSchema,
  responses: { 201: { ...orderResponse, headers: { ...orderResponse.headers, Location: 'Its URL' } } },
  problems: [
    'cart-not-found',
    'cart-already-ordered',
    'cart-not-ready',
    'currency-not-sold',
    'order-total-changed',
    'insufficient-stock',
    'coupon-refused',
    'destination-not-supported',
    'dependency-unavailable',
    'conflict-retry',
  ],
  async handle({ body }, context) {
    const rates = await cartRates(context, await findCart(context.db, context.principal, body.cartId));
    return context.commit(async (trx) => {
      const placedAt = context.clock.now();
      const cart = await lockOpenCart(trx, body.cartId);
      if (!ratesFit(rates, cart)) throw cartChangedMeanwhile();
      requireSoldCurrency(context, cart.currency);
      const priced = priceCart(await loadCart(trx, cart), rates, placedAt);
      const order = await createOrder(trx, context, {
        id: context.resourceId,
        priced: requireOrderable(priced, body.expectedTotal),
        email: body.email ?? (await emailOf(trx, cart.customer_id)),
        deliveryNote: body.deliveryNote ?? null,
        placedAt,
      });
      const reply = await orderReply(trx, order);
      const headers = { ...reply.headers, Location: `/v1/orders/${order.id}` };
      return { status: 201 as const, body: reply.body, headers };
    });
  },
});

async function emailOf(db: Kysely<Database>, customerId: string): Promise<string> {
  const customers = db.selectFrom('customers').select('email').where('id', '=', customerId);
  return (await customers.executeTakeFirstOrThrow()).email;
}
