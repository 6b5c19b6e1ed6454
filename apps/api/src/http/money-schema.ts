import { BASE_CURRENCY, CURRENCIES, isCurrency, money, type Currency, type Money } from '@topheavy/domain';
import { z } from 'zod';

export const currencySchema = z
  .enum(Object.keys(CURRENCIES).filter(isCurrency) as [Currency, ...Currency[]])
  .meta({ id: 'Currency', description: 'ISO 4217' });

const fields = { amount: z.int(), currency: currencySchema };

/** Money as the API sends it. */
export const moneySchema = z
  .strictObject(fields)
  .meta({ id: 'Money', description: 'Integer minor units: 1999 EUR is 19.99 €, 1999 JPY is ¥1999' });

/** Money above zero as the API takes it; numbers only, since coercion reads "" and true as amounts. */
export const positiveMoneySchema = z
  .strictObject({ amount: z.int().positive(), currency: currencySchema })
  .transform((value): Money => money(value.amount, value.currency))
  .meta({ id: 'PositiveMoney' });

/**
 * 10 million EUR: 100 lines of 999 such units stay below 2^53 in every presentment currency, so no cart
 * that can be filled is beyond counting.
 */
const MAX_BASE_AMOUNT = 1_000_000_000;

/** Money in the base currency, as prices and coupons are kept. */
export const basePriceSchema = z
  .strictObject({ amount: z.int().positive().max(MAX_BASE_AMOUNT), currency: z.literal(BASE_CURRENCY) })
  .meta({ id: 'BasePrice', description: 'Integer minor units of the base currency, above zero' });

export const moneyBody = (value: Money): { amount: number; currency: Currency } => ({
  amount: value.amount,
  currency: value.currency,
});
