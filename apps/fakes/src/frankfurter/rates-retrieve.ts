import type { Operation } from '../core/operation.ts';
import { observationDate } from './observation-date.ts';
import { ratesBetween } from './rates-between.ts';
import { refuse } from './refuse.ts';
import { refuseUnknownParameters } from './refuse-unknown-parameters.ts';
import type { FrankfurterState } from './state.ts';
import type { Rate } from './wire.ts';

export const ratesRetrieve: Operation<FrankfurterState> = {
  id: 'frankfurter.rates.retrieve',
  method: 'GET',
  path: '/v2/rate/:base/:quote',
  handle: (state, { params, query }, { clock }) => {
    refuseUnknownParameters(query, ['date']);
    const [base = '', quote = ''] = [params['base']?.toUpperCase(), params['quote']?.toUpperCase()];
    const date = observationDate(query.get('date'), clock.now());
    const [rate] = ratesBetween(state, base, [quote], date);
    if (rate === undefined) throw refuse(404, 'not found');
    return { status: 200, body: rate satisfies Rate };
  },
};
