/**
 * The currencies the shop deals in, each with its exponent: how many decimals its minor unit
 * has (ISO 4217). Our own table on purpose: `Intl` follows CLDR, which gives 0 where ISO says
 * 2 for HUF and others, and would move a price by a factor of 100.
 */
export const CURRENCIES = { EUR: 2, USD: 2, GBP: 2, CHF: 2, JPY: 0, KWD: 3, DKK: 2 } as const;

/** An ISO 4217 code the shop knows. */
export type Currency = keyof typeof CURRENCIES;

/** Product prices and coupons are kept in this currency. */
export const BASE_CURRENCY = 'EUR' satisfies Currency;

/** Currencies a customer may be shown and charged in, now or for an order of old. */
export const PRESENTMENT_CURRENCIES: readonly Currency[] = Object.keys(CURRENCIES) as Currency[];

/** Whether `code` is a currency of the table; upper case only, as ISO 4217 writes it. */
export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(CURRENCIES, code);
}

/** Decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: Currency): number {
  return CURRENCIES[currency];
}
