/** VAT of one EU country, in basis points (1900 = 19 %). */
export type CountryVat = {
  readonly country: string;
  readonly standardBasisPoints: number;
  /** Ascending; empty where the country has none. */
  readonly reducedBasisPoints: readonly number[];
};

export type TaxGateway = {
  /** `country` is ISO 3166-1 alpha-2 (Greece is `GR` here). Null when the service knows no such member state. */
  vatOf(country: string): Promise<CountryVat | null>;
};
