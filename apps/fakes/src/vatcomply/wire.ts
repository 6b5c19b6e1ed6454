/** One entry of `GET /vat_rates`. Rates are percentages: 19 means 19 %. VATComply publishes no types. */
export type VatRate = {
  /** As the EU's own tables write it: Greece is EL. */
  country_code: string;
  country_name: string;
  standard_rate: number;
  reduced_rates: number[];
  super_reduced_rate: number | null;
  parking_rate: number | null;
  currency: string;
  member_state: boolean;
  rate_comments: Record<string, string[]>;
  rate_categories: Record<string, number[]>;
};

/** The documentation shows `error`; the service's own code and tests answer `detail`. */
export type VatComplyError = { detail: string; retry_after?: number };
