import { convert, money, type Currency, type Money, type RateMicros } from '@topheavy/domain';
import type { ShippingRate } from '../gateways/shipping-gateway.ts';
import { CARRIER_CURRENCY } from './cart-rates.ts';
import { chargeStepMinor } from './charge-step-minor.ts';

/** What the customer pays for a rate that the carrier quotes in dollars: the same, in their currency. */
export const shippingPrice = (
  { price }: ShippingRate,
  currency: Currency,
  carrierRateMicros: RateMicros,
): Money =>
  convert(money(price.amount, CARRIER_CURRENCY), currency, carrierRateMicros, chargeStepMinor(currency));
