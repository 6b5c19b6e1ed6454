import type { AnyOperation } from '../http/operation.ts';
import { applyCoupon } from './apply-coupon.ts';
import { chooseShippingRate } from './choose-shipping-rate.ts';
import { createCart } from './create-cart.ts';
import { putCartItem } from './put-cart-item.ts';
import { quoteShipping } from './quote-shipping.ts';
import { readCart } from './read-cart.ts';
import { removeCartItem } from './remove-cart-item.ts';
import { removeCoupon } from './remove-coupon.ts';
import { setCartAddress } from './set-cart-address.ts';
import { setCartCurrency } from './set-cart-currency.ts';

export const cartOperations: readonly AnyOperation[] = [
  createCart,
  readCart,
  putCartItem,
  removeCartItem,
  setCartAddress,
  applyCoupon,
  removeCoupon,
  setCartCurrency,
  quoteShipping,
  chooseShippingRate,
];
