import { publishedRate } from './published-rate.ts';
import { refuse } from './refuse.ts';
import type { FrankfurterState } from './state.ts';
import type { Rate } from './wire.ts';

/**
 * The rates from `base` to each of `quotes` (all when undefined), by quote. The base itself is listed
 * with rate 1, unless `quotes` leaves it out.
 */
export const ratesBetween = (
  { perEuro }: FrankfurterState,
  base: string,
  quotes: readonly string[] | undefined,
  date: string,
): Rate[] => {
  const unknown = [base, ...(quotes ?? [])].filter((code) => !isoCodes.has(code));
  if (unknown.length > 0) throw refuse(422, `invalid currency: ${unknown.join(',')}`);
  const basePerEuro = perEuro[base];
  if (basePerEuro === undefined) return [];
  return Object.entries(perEuro)
    .filter(([quote]) => quotes === undefined || quotes.includes(quote))
    .map(([quote, quotePerEuro]) => ({
      date,
      base,
      quote,
      rate: quote === base ? 1 : publishedRate(quotePerEuro / basePerEuro),
    }))
    .toSorted((a, b) => (a.quote < b.quote ? -1 : 1));
};

/** A currency without rates here, such as NGN, is known and has no data; a code that is no currency is invalid. */
const isoCodes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
