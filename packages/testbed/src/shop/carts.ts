import { manner, type Manner, type ShopContext } from './context.ts';
import type { Address, Cart, ShippingRate } from './types.ts';

export type Id = { readonly id: string };

export type NewCart = {
  readonly currency?: string;
  readonly taxMode?: Cart['taxMode'];
  readonly items?: readonly { readonly productId: string; readonly quantity: number }[];
  readonly address?: Address;
};

/** The customer's cart. */
export function carts({ call, customer }: ShopContext) {
  const on = (cart: Id, how?: Manner) => ({ ...manner(customer, how), params: { cartId: cart.id } });
  return {
    createCart: (cart: NewCart = {}, how?: Manner) =>
      call<Cart>('createCart', { ...manner(customer, how), body: cart }),
    readCart: (cart: Id, how?: Manner) => call<Cart>('readCart', on(cart, how)),
    putItem: (cart: Id, product: Id, quantity: number, how?: Manner) =>
      call<Cart>('putCartItem', {
        ...on(cart, how),
        params: { cartId: cart.id, productId: product.id },
        body: { quantity },
      }),
    removeItem: (cart: Id, product: Id, how?: Manner) =>
      call<Cart>('removeCartItem', { ...on(cart, how), params: { cartId: cart.id, productId: product.id } }),
    setAddress: (cart: Id, address: Address, how?: Manner) =>
      call<Cart>('setCartAddress', { ...on(cart, how), body: address }),
    applyCoupon: (cart: Id, code: string, how?: Manner) =>
      call<Cart>('applyCoupon', { ...on(cart, how), body: { code } }),
    removeCoupon: (cart: Id, how?: Manner) => call<Cart>('removeCoupon', on(cart, how)),
    setCurrency: (cart: Id, currency: string, how?: Manner) =>
      call<Cart>('setCartCurrency', { ...on(cart, how), body: { currency } }),
    quoteShipping: (cart: Id, how?: Manner) =>
      call<{ rates: ShippingRate[] }>('quoteShipping', on(cart, how)),
    chooseShippingRate: (cart: Id, rateId: string, how?: Manner) =>
      call<Cart>('chooseShippingRate', { ...on(cart, how), body: { rateId } }),
  };
}
