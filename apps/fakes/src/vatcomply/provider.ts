import { parseJsonBody } from '../core/body-formats.ts';
import { defineProvider } from '../core/mounted-provider.ts';
import { facts } from './facts.ts';
import { initialState, type VatComplyState } from './state.ts';
import { vatRatesList } from './vat-rates-list.ts';
import type { VatComplyError } from './wire.ts';

const refusal = (status: number, detail: string) => ({
  status,
  body: { detail } satisfies VatComplyError,
});

export const vatcomply = defineProvider<VatComplyState>({
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
});
