import { CURRENCIES, isCurrency, money, type Currency, type Money } from '@topheavy/domain';
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

export const moneyBody = (value: Money): { amount: number; currency: Currency } => ({
  amount: value.amount,
  currency: value.currency,
});
