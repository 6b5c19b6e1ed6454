import type { Operation } from '../core/operation.ts';
import { currencies } from './currencies.ts';
import { observationDate } from './observation-date.ts';
import type { FrankfurterState } from './state.ts';
import type { Currency } from './wire.ts';

export const currenciesList: Operation<FrankfurterState> = {
  id: 'frankfurter.currencies.list',
  method: 'GET',
  path: '/v2/currencies',
  handle: (_state, _request, { clock }) => {
    const endDate = observationDate(null, clock.now());
    return {
      status: 200,
      body: currencies.map(([isoCode, isoNumeric, name, symbol, , startDate]) => ({
        iso_code: isoCode,
        iso_numeric: isoNumeric,
        name,
        symbol,
        start_date: startDate,
        end_date: endDate,
      })) satisfies Currency[],
    };
  },
};
