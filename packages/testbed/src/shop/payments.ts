import type { Id } from './carts.ts';
import { manner, type Manner, type ShopContext } from './context.ts';
import { moneyOf } from './money-text.ts';
import type { Capture, Payment, Refund } from './types.ts';

/** An order with the payment it lives by, as `given` makes it. */
export type PaidOrder = Id & { readonly paymentId: string };

/** Money: hold, take, give back, let go. */
export function payments({ call, customer, backOffice }: ShopContext) {
  const of = ({ paymentId }: PaidOrder) => ({ params: { paymentId } });
  return {
    authorize: (order: Id, paymentMethod = 'pm_card_visa', how?: Manner) =>
      call<Payment>('authorizePayment', {
        ...manner(customer, how),
        params: { orderId: order.id },
        body: { paymentMethod },
      }),
    readPayment: (order: PaidOrder, how?: Manner) =>
      call<Payment>('readPayment', { ...manner(customer, how), ...of(order) }),
    capture: (order: PaidOrder, amount: string, { final, ...how }: Manner & { final?: boolean } = {}) =>
      call<Capture>('capturePayment', {
        ...manner(backOffice, how),
        ...of(order),
        body: { amount: moneyOf(amount), ...(final === undefined ? {} : { final }) },
      }),
    refund: (order: PaidOrder, amount: string, { reason, ...how }: Manner & { reason?: string } = {}) =>
      call<Refund>('refundPayment', {
        ...manner(backOffice, how),
        ...of(order),
        body: { amount: moneyOf(amount), ...(reason === undefined ? {} : { reason }) },
      }),
    void: (order: PaidOrder, how?: Manner) =>
      call<Payment>('voidPayment', { ...manner(backOffice, how), ...of(order), body: {} }),
  };
}
