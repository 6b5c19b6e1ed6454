import { BASE_CURRENCY, type Currency, type RateMicros } from '@topheavy/domain';
import type { CartRow } from '../db/schema.ts';
import type { CountryVat } from '../gateways/tax-gateway.ts';
import { exchangeRate } from '../rates/exchange.ts';
import type { RatesNeeds } from '../rates/read-through.ts';
import { vatOf } from '../rates/vat.ts';

/** Carriers quote in dollars. */
export const CARRIER_CURRENCY = 'USD' satisfies Currency;

/** What a cart's price depends on and other services know. */
export type CartRates = {
  readonly currency: Currency;
  readonly country: string | null;
  readonly exchange: { readonly rateMicros: RateMicros; readonly date: string };
  /** Null while no shipping rate is chosen. */
  readonly carrierRateMicros: RateMicros | null;
  /** Null while there is no address. */
  readonly vat: CountryVat | null;
};

type Rated = Pick<CartRow, 'currency' | 'address' | 'shipping_rate_reference'>;

/** Asked for before a transaction is opened, since other services may be slow. */
export async function cartRates(needs: RatesNeeds, cart: Rated): Promise<CartRates> {
  const { currency, address } = cart;
  const calls = [
    exchangeRate(needs, BASE_CURRENCY, currency),
    cart.shipping_rate_reference === null
      ? Promise.resolve(null)
      : exchangeRate(needs, CARRIER_CURRENCY, currency),
    address === null ? Promise.resolve(null) : vatOf(needs, address.country),
  ] as const;
  // When one fails, the others may not outlive the request: a shutdown would cut them off.
  await Promise.allSettled(calls);
  const [exchange, carrier, vat] = await Promise.all(calls);
  return {
    currency,
    country: address?.country ?? null,
    exchange,
    carrierRateMicros: carrier?.rateMicros ?? null,
    vat,
  };
}

/** Whether `rates` are those for this cart, or somebody changed its currency or country meanwhile. */
export const ratesFit = (rates: CartRates, cart: Rated): boolean =>
  rates.currency === cart.currency &&
  rates.country === (cart.address?.country ?? null) &&
  (cart.shipping_rate_reference === null || rates.carrierRateMicros !== null);
