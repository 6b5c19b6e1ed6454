import { parseJsonBody } from '../core/body-formats.ts';
import { defineProvider } from '../core/mounted-provider.ts';
import { currenciesList } from './currencies-list.ts';
import { facts } from './facts.ts';
import { ratesList } from './rates-list.ts';
import { ratesRetrieve } from './rates-retrieve.ts';
import { refuse } from './refuse.ts';
import { type FrankfurterState, initialState } from './state.ts';

export const frankfurter = defineProvider<FrankfurterState>({
  name: 'frankfurter',
  initialState,
  operations: [ratesList, ratesRetrieve, currenciesList],
  facts,
  parseBody: parseJsonBody,
  unauthorised: () => undefined,
  unknownRoute: () => refuse(404, 'not found').reply,
  unreadableBody: () => refuse(422, 'invalid request').reply,
  requestId: ({ ids }) => ids.next('req_', 14),
  replyHeaders: () => ({}),
});
