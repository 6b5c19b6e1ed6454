import type { Operation } from '../core/operation.ts';
import { observationDate } from './observation-date.ts';
import { ratesBetween } from './rates-between.ts';
import { refuse } from './refuse.ts';
import { refuseUnknownParameters } from './refuse-unknown-parameters.ts';
import type { FrankfurterState } from './state.ts';
import type { Rate } from './wire.ts';

export const ratesList: Operation<FrankfurterState> = {
  id: 'frankfurter.rates.list',
  method: 'GET',
  path: '/v2/rates',
  handle: (state, { query }, { clock }) => {
    refuseUnknownParameters(query, ['base', 'quotes', 'date']);
    const base = query.get('base')?.toUpperCase() ?? 'EUR';
    const quotes = query.get('quotes')?.toUpperCase().split(',');
    const rates = ratesBetween(state, base, quotes, observationDate(query.get('date'), clock.now()));
    if (rates.length === 0) throw refuse(404, 'not found');
    return { status: 200, body: rates satisfies Rate[] };
  },
};
