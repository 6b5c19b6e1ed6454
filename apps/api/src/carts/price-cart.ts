import {
  BASE_CURRENCY,
  convert,
  money,
  priceOrder,
  type PricedLine,
  type PricedOrder,
  type RateBasisPoints,
} from '@topheavy/domain';
import type { CartRow } from '../db/schema.ts';
import type { ShippingRate } from '../gateways/shipping-gateway.ts';
import type { CountryVat } from '../gateways/tax-gateway.ts';
import { cartChanges, type CartChange } from './cart-changes.ts';
import { cartCoupon, couponDiscount, type CartCoupon } from './cart-coupon.ts';
import type { CartRates } from './cart-rates.ts';
import { chargeStepMinor } from './charge-step-minor.ts';
import type { CartContent, CartItem } from './load-cart.ts';
import { shippingBasis } from './shipping-basis.ts';
import { shippingPrice } from './shipping-price.ts';

export type PricedItem = {
  readonly item: CartItem;
  readonly unitMinor: number;
  readonly rateBasisPoints: RateBasisPoints;
  readonly amounts: PricedLine;
};

export type PricedCart = {
  readonly cart: CartRow;
  readonly rates: CartRates;
  readonly items: readonly PricedItem[];
  readonly coupon: CartCoupon | null;
  readonly shipping: {
    readonly rate: ShippingRate;
    readonly quoteReference: string;
    readonly priceMinor: number;
    readonly rateBasisPoints: RateBasisPoints;
  } | null;
  /** Tax, net and total count only when the address has said the VAT rate: `rates.vat` is not null. */
  readonly amounts: PricedOrder;
  readonly changes: readonly CartChange[];
  readonly missing: readonly ('items' | 'address' | 'shipping')[];
};

/**
 * The one place where a cart gets its price, for every read and for the order that comes of it. Unit
 * prices are converted one by one, so that quantity times the price shown is the subtotal shown.
 */
export function priceCart(content: CartContent, rates: CartRates, now: Date): PricedCart {
  const { cart } = content;
  const stepMinor = chargeStepMinor(cart.currency);
  const present = (baseMinor: number) =>
    convert(money(baseMinor, BASE_CURRENCY), cart.currency, rates.exchange.rateMicros, stepMinor).amount;

  const lines = content.items.map((item) => ({
    item,
    unitAmountMinor: present(item.price_minor),
    quantity: item.quantity,
    rateBasisPoints: rateFor(item.tax_category, rates.vat),
  }));
  const baseMinor = content.items.reduce((sum, item) => sum + item.price_minor * item.quantity, 0);
  const minor = lines.reduce((sum, line) => sum + line.unitAmountMinor * line.quantity, 0);
  const coupon = cartCoupon(content, baseMinor, now);
  const quoted = chosenRate(content, rates);
  const amounts = priceOrder({
    currency: cart.currency,
    stepMinor,
    mode: cart.tax_mode,
    lines,
    discountMinor: coupon === null ? 0 : couponDiscount(coupon, { baseMinor, minor }, stepMinor, present),
    shipping: quoted && { amountMinor: quoted.priceMinor, rateBasisPoints: quoted.rateBasisPoints },
  });
  return {
    cart,
    rates,
    items: lines.map(({ item, unitAmountMinor, rateBasisPoints }, position) => ({
      item,
      unitMinor: unitAmountMinor,
      rateBasisPoints,
      amounts: pricedLine(amounts, position),
    })),
    coupon,
    shipping: quoted,
    amounts,
    changes: cartChanges(content, { coupon, shippingLost: quoted === null, present }),
    missing: missingFrom(content, quoted !== null),
  };
}

/** Reduced goods take the highest reduced rate, or the standard one in countries that have none. */
function rateFor(category: CartItem['tax_category'], vat: CountryVat | null): RateBasisPoints {
  if (vat === null || category === 'zero') return 0;
  return category === 'reduced'
    ? (vat.reducedBasisPoints.at(-1) ?? vat.standardBasisPoints)
    : vat.standardBasisPoints;
}

/** The chosen rate, while the quote that it is of still holds. */
function chosenRate(content: CartContent, rates: CartRates): PricedCart['shipping'] {
  const { shipping_quote: quote, shipping_rate_reference: chosen, currency } = content.cart;
  if (quote === null || rates.carrierRateMicros === null || quote.basis !== shippingBasis(content))
    return null;
  const rate = quote.rates.find((candidate) => candidate.rateReference === chosen);
  if (rate === undefined) return null;
  return {
    rate,
    quoteReference: quote.shipmentReference,
    priceMinor: shippingPrice(rate, currency, rates.carrierRateMicros).amount,
    rateBasisPoints: rateFor('standard', rates.vat),
  };
}

function pricedLine(amounts: PricedOrder, position: number): PricedLine {
  const line = amounts.lines[position];
  if (line === undefined) throw new RangeError(`no price for the line at ${position}`);
  return line;
}

function missingFrom({ cart, items }: CartContent, shippingChosen: boolean): PricedCart['missing'] {
  if (cart.status === 'ordered') return [];
  return [
    ...(items.length === 0 ? (['items'] as const) : []),
    ...(cart.address === null ? (['address'] as const) : []),
    ...(shippingChosen ? [] : (['shipping'] as const)),
  ];
}
