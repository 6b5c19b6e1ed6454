import type { CartRates } from '#api/carts/cart-rates.ts';
import type { ShippingQuote, ShippingRate } from '#api/gateways/shipping-gateway.ts';
import { money } from '@topheavy/domain';

export const cartRates = (overrides: Partial<CartRates> = {}): CartRates => ({
  currency: 'EUR',
  country: 'DE',
  exchange: { rateMicros: 1_000_000, date: '2026-03-02' },
  carrierRateMicros: 900_000,
  vat: { country: 'DE', standardBasisPoints: 1900, reducedBasisPoints: [700] },
  ...overrides,
});

export const shippingRate = (overrides: Partial<ShippingRate> = {}): ShippingRate => ({
  rateReference: 'rate_1',
  carrier: 'DHL',
  service: 'Paket',
  price: money(500, 'USD'),
  deliveryDays: 2,
  ...overrides,
});

export const shippingQuote = (overrides: Partial<ShippingQuote> = {}): ShippingQuote => ({
  shipmentReference: 'shp_1',
  rates: [shippingRate()],
  ...overrides,
});
