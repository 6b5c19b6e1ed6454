import { parseJsonBody } from '../core/body-formats.ts';
import type { Provider } from '../core/provider.ts';
import { facts } from './facts.ts';
import { initialState, type VatComplyState } from './state.ts';
import { vatRatesList } from './vat-rates-list.ts';
import type { VatComplyError } from './wire.ts';

const refusal = (status: number, detail: string) => ({
  status,
  body: { detail } satisfies VatComplyError,
});

export const vatcomply: Provider<VatComplyState> = {
  name: 'vatcomply',
  initialState,
  operations: [vatRatesList],
  facts,
  parseBody: parseJsonBody,
  unauthorised: () => undefined,
  unknownRoute: () => refusal(404, 'Not Found'),
  unreadableBody: () => refusal(400, 'Cannot parse request body'),
  requestId: ({ ids }) => ids.next('req_', 14),
  replyHeaders: () => ({}),
};
