import { money, type Money } from '@topheavy/domain';
import type { z } from 'zod';
import type { ShippingRate } from '../gateways/shipping-gateway.ts';
import { etag } from '../http/etag.ts';
import { moneyBody } from '../http/money-schema.ts';
import { availableOf } from './cart-changes.ts';
import type { cartSchema, shippingRateSchema } from './cart-schema.ts';
import { exchangeRateBody } from './exchange-rate-schema.ts';
import type { PricedCart } from './price-cart.ts';
import { taxesBody } from './taxes-schema.ts';

type CartBody = z.input<typeof cartSchema>;

export function cartBody(priced: PricedCart): CartBody {
  const { cart, coupon, rates } = priced;
  return {
    id: cart.id,
    status: cart.status,
    currency: cart.currency,
    taxMode: cart.tax_mode,
    items: itemBodies(priced),
    address: cart.address,
    coupon: coupon && { code: coupon.code, applied: coupon.refusal === null, refusal: coupon.refusal },
    shipping:
      priced.shipping && rateBody(priced.shipping.rate, money(priced.shipping.priceMinor, cart.currency)),
    exchangeRate: exchangeRateBody(cart.currency, rates.exchange),
    totals: totalsBody(priced),
    changes: [...priced.changes],
    missing: [...priced.missing],
    createdAt: cart.created_at.toISOString(),
    updatedAt: cart.updated_at.toISOString(),
  };
}

/** The answer of every call that shows a cart. */
export function cartReply(priced: PricedCart): {
  body: CartBody;
  headers: { ETag: string };
} {
  const body = cartBody(priced);
  return { body, headers: { ETag: etag(priced.cart.version, body) } };
}

const itemBodies = ({ cart, items }: PricedCart): CartBody['items'] =>
  items.map(({ item, unitMinor, amounts }) => ({
    productId: item.id,
    sku: item.sku,
    name: item.name,
    quantity: item.quantity,
    available: availableOf(item),
    unitPrice: moneyBody(money(unitMinor, cart.currency)),
    subtotal: moneyBody(money(amounts.subtotalMinor, cart.currency)),
  }));

function totalsBody({ cart, amounts, shipping, rates }: PricedCart): CartBody['totals'] {
  const body = (amountMinor: number) => moneyBody(money(amountMinor, cart.currency));
  const afterAddress = (amountMinor: number) => (rates.vat === null ? null : body(amountMinor));
  return {
    subtotal: body(amounts.subtotalMinor),
    discount: body(amounts.discountMinor),
    shipping: shipping && body(shipping.priceMinor),
    net: afterAddress(amounts.netMinor),
    tax: afterAddress(amounts.taxMinor),
    total: afterAddress(amounts.totalMinor),
    taxes: rates.vat === null ? [] : taxesBody(amounts.taxGroups, cart.currency),
  };
}

export const rateBody = (rate: ShippingRate, price: Money): z.input<typeof shippingRateSchema> => ({
  rateId: rate.rateReference,
  carrier: rate.carrier,
  service: rate.service,
  price: moneyBody(price),
  deliveryDays: rate.deliveryDays,
});
