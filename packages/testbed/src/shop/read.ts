import { accepted } from './answer.ts';
import type { Id } from './carts.ts';
import type { ShopContext } from './context.ts';
import { manner } from './context.ts';
import { withMoneyAsText } from './money-text.ts';
import type { Cart, Ledger, Order, Payment, Stock } from './types.ts';

/** Looks at things as they are now, with money as text, so that an expectation reads like a statement. */
export function read({ call, backOffice, customer }: ShopContext) {
  return {
    /** The order with what was authorised, captured and refunded on its payment. */
    async read(order: Id) {
      const body = accepted(
        await call<Order>('readOrder', { ...manner(backOffice), params: { orderId: order.id } }),
      );
      const payment =
        body.payment === null
          ? null
          : accepted(
              await call<Payment>('readPayment', {
                ...manner(backOffice),
                params: { paymentId: body.payment.id },
              }),
            );
      const { totals, ...rest } = withMoneyAsText(body);
      const {
        status: paymentStatus = null,
        authorized,
        captured,
        refunded,
        capturable,
        refundable,
        captures,
        refunds,
      } = payment === null ? {} : withMoneyAsText(payment);
      return {
        ...rest,
        totals,
        total: totals.total,
        paymentStatus,
        authorized,
        captured,
        refunded,
        capturable,
        refundable,
        captures,
        refunds,
      };
    },
    async readCartAsText(cart: Id) {
      return withMoneyAsText(
        accepted(await call<Cart>('readCart', { ...manner(customer), params: { cartId: cart.id } })),
      );
    },
    async stockOf(product: Id) {
      return accepted(
        await call<Stock>('readStock', { ...manner(backOffice), params: { productId: product.id } }),
      );
    },
    /** Account → balance, debits positive: `{ payment_clearing: '100.00 EUR', … }`. */
    async books(order: Id): Promise<Record<string, string>> {
      const ledger = accepted(
        await call<Ledger>('readLedger', { ...manner(backOffice), params: { orderId: order.id } }),
      );
      return Object.fromEntries(
        withMoneyAsText(ledger).balances.map(({ account, balance }) => [account, balance]),
      );
    },
  };
}
