import { parseJsonBody } from '../core/body-formats.ts';
import type { FakeRequest } from '../core/operation.ts';
import { defineProvider } from '../core/mounted-provider.ts';
import { batchChange } from './batch-change.ts';
import { batchRetrieveCounts } from './batch-retrieve-counts.ts';
import { facts } from './facts.ts';
import { idempotency } from './idempotency.ts';
import { failure } from './refuse.ts';
import { retrieveCount } from './retrieve-count.ts';
import { initialState, type SquareState } from './state.ts';

/** The version that Square's published document describes; a request may name another. */
const defaultVersion = '2025-08-20';

export const square = defineProvider<SquareState>({
  name: 'square',
  initialState,
  operations: [retrieveCount, batchRetrieveCounts, batchChange],
  facts,
  idempotency,
  parseBody: parseJsonBody,
  unauthorised: (request) => refuseCaller(request) ?? refuseVersion(request),
  unknownRoute: () =>
    failure(404, { category: 'INVALID_REQUEST_ERROR', code: 'NOT_FOUND', detail: 'Resource not found.' }),
  unreadableBody: () =>
    failure(400, {
      category: 'INVALID_REQUEST_ERROR',
      code: 'EXPECTED_JSON_BODY',
      detail: 'The request body is not a JSON object.',
    }),
  requestId: ({ ids }) => ids.uuid(),
  replyHeaders: ({ headers }, requestId) => ({
    'square-version': headers['square-version'] ?? defaultVersion,
    'x-request-id': requestId,
  }),
});

const refuseCaller = ({ headers }: FakeRequest) =>
  /^Bearer \S+$/.test(headers['authorization'] ?? '')
    ? undefined
    : failure(401, {
        category: 'AUTHENTICATION_ERROR',
        code: 'UNAUTHORIZED',
        detail: 'This request could not be authorized.',
      });

const refuseVersion = ({ headers }: FakeRequest) =>
  /^\d{4}-\d{2}-\d{2}$/.test(headers['square-version'] ?? defaultVersion)
    ? undefined
    : failure(400, {
        category: 'INVALID_REQUEST_ERROR',
        code: 'INVALID_SQUARE_VERSION_FORMAT',
        detail: 'The provided Square-Version is incorrectly formatted.',
      });
