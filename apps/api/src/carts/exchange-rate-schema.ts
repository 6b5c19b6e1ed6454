import { BASE_CURRENCY, type Currency, type RateMicros } from '@topheavy/domain';
import { z } from 'zod';
import { currencySchema } from '../http/money-schema.ts';

export const exchangeRateSchema = z
  .strictObject({
    base: currencySchema,
    quote: currencySchema,
    rate: z
      .string()
      .regex(/^\d+\.\d{6}$/)
      .meta({ description: 'How much of quote one unit of base buys', examples: ['1.083400'] }),
    date: z.iso.date().meta({ description: 'The banking day the rate is of' }),
  })
  .meta({ id: 'ExchangeRate' });

const MICROS = 1_000_000;

/** From the shop's base currency, in which its prices are kept. Always six decimals: a text, not a float. */
export const exchangeRateBody = (
  quote: Currency,
  { rateMicros, date }: { rateMicros: RateMicros; date: string },
): z.input<typeof exchangeRateSchema> => ({
  base: BASE_CURRENCY,
  quote,
  rate: `${Math.floor(rateMicros / MICROS)}.${String(rateMicros % MICROS).padStart(6, '0')}`,
  date,
});
