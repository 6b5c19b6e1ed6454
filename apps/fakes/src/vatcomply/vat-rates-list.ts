import type { Operation } from '../core/operation.ts';
import { withinRateLimit } from './rate-limit.ts';
import type { VatComplyState } from './state.ts';
import type { VatRate } from './wire.ts';

/** An unknown country is no error: the filter leaves nothing, so the answer is 200 and an empty list. */
export const vatRatesList: Operation<VatComplyState> = {
  id: 'vatcomply.vat_rates.list',
  method: 'GET',
  path: '/vat_rates',
  handle: (state, { query }, context) => {
    withinRateLimit(state, context);
    const asked = query.get('country_code')?.toUpperCase();
    const rates = state.rates.filter((rate) => asked === undefined || rate.country_code === asked);
    return { status: 200, body: rates satisfies VatRate[] };
  },
};
