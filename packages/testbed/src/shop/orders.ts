import type { Id } from './carts.ts';
import { manner, type Manner, type ShopContext } from './context.ts';
import { moneyOf } from './money-text.ts';
import type { Ledger, Order, Page, Shipment } from './types.ts';

/** Orders, their shipments and their books. */
export function orders({ call, customer, backOffice }: ShopContext) {
  const of = (order: Id) => ({ params: { orderId: order.id } });
  return {
    placeOrder: (
      cart: Id,
      expectedTotal: string,
      extra: { email?: string; deliveryNote?: string } = {},
      how?: Manner,
    ) =>
      call<Order>('placeOrder', {
        ...manner(customer, how),
        body: { cartId: cart.id, expectedTotal: moneyOf(expectedTotal), ...extra },
      }),
    readOrder: (order: Id, how?: Manner) =>
      call<Order>('readOrder', { ...manner(customer, how), ...of(order) }),
    listOrders: (query: Record<string, string> = {}, how?: Manner) =>
      call<Page<Order>>('listOrders', { ...manner(customer, how), query }),
    updateOrder: (order: Id, etag: string | null, change: Record<string, unknown>, how: Manner = {}) =>
      call<Order>('updateOrder', {
        ...manner(customer, how),
        ...of(order),
        headers: { ...(etag === null ? {} : { 'if-match': etag }), ...how.headers },
        body: change,
      }),
    cancelOrder: (order: Id, how?: Manner) =>
      call<Order>('cancelOrder', { ...manner(customer, how), ...of(order), body: {} }),
    buyLabel: (order: Id, how?: Manner) =>
      call<Shipment>('buyLabel', { ...manner(backOffice, how), ...of(order), body: {} }),
    readShipment: (shipment: Id, how?: Manner) =>
      call<Shipment>('readShipment', { ...manner(customer, how), params: { shipmentId: shipment.id } }),
    readLedger: (order: Id, how?: Manner) =>
      call<Ledger>('readLedger', { ...manner(backOffice, how), ...of(order) }),
  };
}
