import { parseJsonBody } from '../core/body-formats.ts';
import { defineProvider } from '../core/mounted-provider.ts';
import type { FakeRequest } from '../core/operation.ts';
import { emailsGet } from './emails-get.ts';
import { emailsSend } from './emails-send.ts';
import { emailsSendBatch } from './emails-send-batch.ts';
import { facts } from './facts.ts';
import { idempotency } from './idempotency.ts';
import { failure } from './refuse.ts';
import { deliverScheduled, initialState, type ResendState } from './state.ts';

export const resend = defineProvider<ResendState>({
  name: 'resend',
  initialState,
  operations: [emailsSend, emailsSendBatch, emailsGet],
  facts,
  idempotency,
  settle: deliverScheduled,
  parseBody: parseJsonBody,
  unauthorised: ({ headers }: FakeRequest) => {
    const authorization = headers['authorization'] ?? '';
    if (authorization === '') {
      return failure(401, 'missing_api_key', 'Missing API key in the authorization header.');
    }
    return /^Bearer re_\S+$/.test(authorization)
      ? undefined
      : failure(403, 'invalid_api_key', 'API key is invalid.');
  },
  unknownRoute: () => failure(404, 'not_found', 'The requested endpoint does not exist.'),
  unreadableBody: () => failure(422, 'validation_error', 'The request body is not valid JSON.'),
  requestId: ({ ids }) => ids.next('req_', 14),
  replyHeaders: () => ({}),
});
