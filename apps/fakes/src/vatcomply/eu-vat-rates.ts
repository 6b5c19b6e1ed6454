import type { VatRate } from './wire.ts';

type Row = readonly [
  code: string,
  name: string,
  currency: string,
  standard: number,
  reduced: readonly number[],
  superReduced?: number | null,
  parking?: number,
];

/** The 27 member states in 2026, after the European Commission's table of VAT rates. */
const rows: readonly Row[] = [
  ['AT', 'Austria', 'EUR', 20, [10, 13, 19], 4.9],
  ['BE', 'Belgium', 'EUR', 21, [6, 12], null, 12],
  ['BG', 'Bulgaria', 'EUR', 20, [9]],
  ['CY', 'Cyprus', 'EUR', 19, [5, 9], 3],
  ['CZ', 'Czech Republic', 'CZK', 21, [12]],
  ['DE', 'Germany', 'EUR', 19, [7]],
  ['DK', 'Denmark', 'DKK', 25, []],
  ['EE', 'Estonia', 'EUR', 24, [9, 13]],
  ['EL', 'Greece', 'EUR', 24, [6, 13]],
  ['ES', 'Spain', 'EUR', 21, [10], 4],
  ['FI', 'Finland', 'EUR', 25.5, [10, 13.5]],
  ['FR', 'France', 'EUR', 20, [5.5, 10], 2.1],
  ['HR', 'Croatia', 'EUR', 25, [5, 13]],
  ['HU', 'Hungary', 'HUF', 27, [5, 18]],
  ['IE', 'Ireland', 'EUR', 23, [9, 13.5], 4.8, 13.5],
  ['IT', 'Italy', 'EUR', 22, [5, 10], 4],
  ['LT', 'Lithuania', 'EUR', 21, [5, 12]],
  ['LU', 'Luxembourg', 'EUR', 17, [8], 3, 14],
  ['LV', 'Latvia', 'EUR', 21, [5, 12]],
  ['MT', 'Malta', 'EUR', 18, [5, 7], null, 12],
  ['NL', 'Netherlands', 'EUR', 21, [9]],
  ['PL', 'Poland', 'PLN', 23, [5, 8]],
  ['PT', 'Portugal', 'EUR', 23, [6, 13], null, 13],
  ['RO', 'Romania', 'RON', 21, [11]],
  ['SE', 'Sweden', 'SEK', 25, [6, 12]],
  ['SI', 'Slovenia', 'EUR', 22, [5, 9.5]],
  ['SK', 'Slovakia', 'EUR', 23, [5, 19]],
];

/** Regional rates carry the reason for which they are listed. */
const comments: Readonly<Record<string, Record<string, string[]>>> = {
  AT: { '19.0': ['Jungholz, Mittelberg'] },
};

export const euVatRates = (): VatRate[] =>
  rows.map(([code, name, currency, standard, reduced, superReduced, parking]) => ({
    country_code: code,
    country_name: name,
    standard_rate: standard,
    reduced_rates: [...reduced],
    super_reduced_rate: superReduced ?? null,
    parking_rate: parking ?? null,
    currency,
    member_state: true,
    rate_comments: structuredClone(comments[code] ?? {}),
    rate_categories: {},
  }));
