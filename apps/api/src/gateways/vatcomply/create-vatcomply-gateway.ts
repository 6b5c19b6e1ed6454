import { CallFailure } from '../call-failure.ts';
import { createCallPolicy } from '../create-call-policy.ts';
import { fetchJson } from '../fetch-json.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { GatewayDeps, ResilienceConfig } from '../call-policy.ts';
import type { TaxGateway } from '../tax-gateway.ts';
import { vatRatesAnswer } from './vat-rates-answer.ts';

export type VatcomplyConfig = { readonly baseUrl: string };

/**
 * Neither caches nor slows down: anonymous callers get 2 requests a second (then 429, `unavailable`
 * here), so whoever asks keeps the answers.
 */
export function createVatcomplyGateway(
  config: VatcomplyConfig & ResilienceConfig,
  deps: GatewayDeps = {},
): TaxGateway {
  const call = createCallPolicy('tax', config, deps);

  return {
    vatOf: (country) =>
      call({ operation: 'vat-of', effect: 'none' }, async ({ signal }) => {
        const code = vatCodeOf(country);
        const url = new URL('/vat_rates', config.baseUrl);
        url.searchParams.set('country_code', code);
        const entries = parseAnswer(vatRatesAnswer, await fetchJson(url, { signal }));
        if (entries.length === 0) return null;
        const entry = entries.find(({ country_code }) => country_code === code);
        if (entry === undefined) throw new CallFailure('unreadable', 'the answer is about another country');
        if (!entry.member_state) return null;
        return {
          country,
          standardBasisPoints: entry.standard_rate,
          reducedBasisPoints: entry.reduced_rates.toSorted((left, right) => left - right),
        };
      }),
  };
}

/** The EU's VAT system calls Greece EL (Elláda) where ISO 3166 says GR. */
const vatCodeOf = (country: string): string => (country === 'GR' ? 'EL' : country);
