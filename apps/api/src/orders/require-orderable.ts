import { money, type Money } from '@topheavy/domain';
import type { CartRow } from '../db/schema.ts';
import type { Address } from '../carts/address.ts';
import type { PricedCart } from '../carts/price-cart.ts';
import { moneyBody } from '../http/money-schema.ts';
import { problem } from '../problems/problem.ts';

/** A cart that lacks nothing and costs what the customer agreed to. */
export type OrderableCart = PricedCart & {
  readonly cart: CartRow & { readonly address: Address };
  readonly shipping: NonNullable<PricedCart['shipping']>;
};

/** Throws 409 when the cart is not complete, or the total is no longer `expectedTotal`. */
export function requireOrderable(priced: PricedCart, expectedTotal: Money): OrderableCart {
  const { cart, shipping, missing, changes } = priced;
  if (cart.address === null || shipping === null || missing.length > 0) {
    throw problem('cart-not-ready', {
      detail: `The cart has no ${missing.join(', no ')} yet.`,
      extra: { missing },
    });
  }
  const actual = moneyBody(money(priced.amounts.totalMinor, cart.currency));
  const expected = moneyBody(expectedTotal);
  if (actual.amount !== expected.amount || actual.currency !== expected.currency) {
    throw problem('order-total-changed', {
      detail: 'Show the customer the new total and what changed, and order again if they agree.',
      extra: { expected, actual, changes },
    });
  }
  return { ...priced, cart: { ...cart, address: cart.address }, shipping };
}
