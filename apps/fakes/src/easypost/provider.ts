import { parseJsonBody } from '../core/body-formats.ts';
import { defineProvider } from '../core/mounted-provider.ts';
import type { FakeRequest } from '../core/operation.ts';
import { facts } from './facts.ts';
import { failure, notFound } from './refuse.ts';
import { shipmentsBuy } from './shipments-buy.ts';
import { shipmentsCreate } from './shipments-create.ts';
import { shipmentsRefund } from './shipments-refund.ts';
import { shipmentsRetrieve } from './shipments-retrieve.ts';
import { signWebhook } from './sign-webhook.ts';
import { type EasyPostState, initialState } from './state.ts';
import { trackersCreate } from './trackers-create.ts';
import { trackersRetrieve } from './trackers-retrieve.ts';

export const easypost = defineProvider<EasyPostState>({
  name: 'easypost',
  initialState,
  operations: [
    shipmentsCreate,
    shipmentsRetrieve,
    shipmentsBuy,
    shipmentsRefund,
    trackersCreate,
    trackersRetrieve,
  ],
  facts,
  parseBody: parseJsonBody,
  unauthorised: (request) =>
    testKey(request)
      ? undefined
      : failure(401, 'UNAUTHORIZED', 'The API key is missing or not one of this account.'),
  unknownRoute: () => notFound().reply,
  unreadableBody: () => failure(400, 'BAD_REQUEST', 'The request body is not valid JSON.'),
  requestId: ({ ids }) => ids.next('', 32),
  replyHeaders: (_request, requestId) => ({ 'x-ep-request-uuid': requestId }),
  signWebhook,
});

/** Test keys begin with EZTK: the user name of Basic authentication, as the SDK sends it, or a Bearer. */
const testKey = ({ headers }: FakeRequest): boolean => {
  const [scheme, credentials = ''] = (headers['authorization'] ?? '').split(' ');
  const key = scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString() : credentials;
  return key.startsWith('EZTK');
};
