import { euVatRates } from './eu-vat-rates.ts';
import type { VatRate } from './wire.ts';

export type VatComplyState = {
  /** In the order of their country codes. */
  rates: VatRate[];
  /** Requests a second that an anonymous caller may send; null for no limit. */
  requestsPerSecond: number | null;
  /** When the requests of the last second came, in ms on the virtual clock. */
  recentRequests: number[];
};

export const initialState = (): VatComplyState => ({
  rates: euVatRates(),
  // https://www.vatcomply.com/documentation, "Rate limiting": 2 requests per second without a key.
  requestsPerSecond: 2,
  recentRequests: [],
});
