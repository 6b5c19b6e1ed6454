import { CallFailure } from '../call-failure.ts';
import { createCallPolicy } from '../create-call-policy.ts';
import type { ExchangeGateway } from '../exchange-gateway.ts';
import { fetchJson } from '../fetch-json.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { GatewayDeps, ResilienceConfig } from '../call-policy.ts';
import { ratesAnswer } from './rates-answer.ts';

export type FrankfurterConfig = { readonly baseUrl: string };

/** Version 2 of the API: version 1 has no KWD and rounds to 5 decimals. */
export function createFrankfurterGateway(
  config: FrankfurterConfig & ResilienceConfig,
  deps: GatewayDeps = {},
): ExchangeGateway {
  const call = createCallPolicy('exchange', config, deps);

  return {
    latest: async (base, quotes) => {
      // Without the filter the service answers with every currency it knows.
      if (quotes.length === 0) return [];
      const url = new URL('/v2/rates', config.baseUrl);
      url.searchParams.set('base', base);
      url.searchParams.set('quotes', quotes.join(','));
      return call({ operation: 'latest', effect: 'none' }, async ({ signal }) => {
        const records = parseAnswer(ratesAnswer, await fetchJson(url, { signal }));
        return quotes.map((quote) => {
          const record = records.find((candidate) => candidate.base === base && candidate.quote === quote);
          if (record === undefined) {
            throw new CallFailure('unreadable', `the answer has no rate from ${base} to ${quote}`);
          }
          return { base, quote, rateMicros: record.rate, date: record.date };
        });
      });
    },
  };
}
