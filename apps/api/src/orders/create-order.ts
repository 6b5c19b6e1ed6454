import type { Insertable, Transaction } from 'kysely';
import type { Database, OrderRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { appendOrderEvent } from './append-order-event.ts';
import type { OrderableCart } from './require-orderable.ts';
import { reserveStock } from './reserve-stock.ts';
import { takeCoupon } from './take-coupon.ts';

type NewOrder = {
  readonly id: string;
  readonly priced: OrderableCart;
  readonly email: string;
  readonly deliveryNote: string | null;
  readonly placedAt: Date;
};

/**
 * Makes the order of a locked cart: freezes prices, taxes and rates, takes the coupon, holds the goods
 * and closes the cart. Throws 422 or 409 when the coupon or the stock went to somebody faster.
 */
export async function createOrder(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids' | 'config'>,
  newOrder: NewOrder,
): Promise<OrderRow> {
  const { priced } = newOrder;
  const { cart, coupon } = priced;
  const applied = coupon !== null && coupon.refusal === null ? coupon : null;
  const order = await trx
    .insertInto('orders')
    .values({
      ...orderValues(newOrder),
      coupon_id: applied?.id ?? null,
      expires_at: new Date(newOrder.placedAt.getTime() + deps.config.reservationMs),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await trx.insertInto('order_lines').values(lineValues(newOrder)).execute();
  await trx
    .updateTable('carts')
    .set({ status: 'ordered', version: cart.version + 1, updated_at: newOrder.placedAt })
    .where('id', '=', cart.id)
    .execute();
  await appendOrderEvent(trx, deps, 'order.placed', order);
  if (applied !== null) await takeCoupon(trx, applied, cart.customer_id);
  await reserveStock(
    trx,
    deps,
    order.id,
    priced.items.map(({ item }) => item),
  );
  return order;
}

type OrderValues = Omit<Insertable<Database['orders']>, 'expires_at' | 'coupon_id'>;

function orderValues({ id, priced, email, deliveryNote, placedAt }: NewOrder): OrderValues {
  const { cart, amounts, shipping, rates } = priced;
  return {
    id,
    customer_id: cart.customer_id,
    cart_id: cart.id,
    status: 'pending_payment',
    currency: cart.currency,
    tax_mode: cart.tax_mode,
    fx_rate_micros: rates.exchange.rateMicros,
    fx_date: rates.exchange.date,
    subtotal_minor: amounts.subtotalMinor,
    discount_minor: amounts.discountMinor,
    shipping_net_minor: amounts.shipping?.netMinor ?? 0,
    shipping_tax_minor: amounts.shipping?.taxMinor ?? 0,
    shipping_rate_basis_points: shipping.rateBasisPoints,
    net_minor: amounts.netMinor,
    tax_minor: amounts.taxMinor,
    total_minor: amounts.totalMinor,
    email,
    delivery_note: deliveryNote,
    address: JSON.stringify(cart.address),
    shipping_quote_reference: shipping.quoteReference,
    shipping_rate_reference: shipping.rate.rateReference,
    shipping_carrier: shipping.rate.carrier,
    shipping_service: shipping.rate.service,
    placed_at: placedAt,
  };
}

const lineValues = ({ id, priced }: NewOrder): Insertable<Database['order_lines']>[] =>
  priced.items.map(({ item, unitMinor, rateBasisPoints, amounts }, index) => ({
    order_id: id,
    position: index + 1,
    product_id: item.id,
    sku: item.sku,
    name: item.name,
    quantity: item.quantity,
    base_unit_minor: item.price_minor,
    unit_minor: unitMinor,
    rate_basis_points: rateBasisPoints,
    subtotal_minor: amounts.subtotalMinor,
    discount_minor: amounts.discountMinor,
    net_minor: amounts.netMinor,
    tax_minor: amounts.taxMinor,
    gross_minor: amounts.grossMinor,
  }));
