import type { IdempotencyRule } from '../core/idempotency.ts';
import type { FakeRequest } from '../core/operation.ts';
import { failure, refuse } from './refuse.ts';

const longestKey = 256;

const header = 'idempotency-key';

/** Of a request that is about to be executed; throws Resend's refusal of a key it does not take. */
export const idempotencyKey = ({ headers }: FakeRequest): string | undefined => {
  const key = headers[header];
  if (key !== undefined && (key.length === 0 || key.length > longestKey)) {
    throw refuse(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.');
  }
  return key;
};

/** Resend keeps a key for 24 hours (https://resend.com/docs/dashboard/emails/idempotency-keys). */
export const idempotency: IdempotencyRule = {
  key: ({ method, headers }) => {
    const key = method === 'POST' ? headers[header] : undefined;
    return key === undefined || key.length === 0 || key.length > longestKey ? undefined : key;
  },
  keeps: ({ status }) => status === 200,
  replay: (saved) => saved,
  mismatch: () =>
    failure(409, 'invalid_idempotent_request', 'Same idempotency key used with a different request payload.'),
  concurrent: () =>
    failure(
      409,
      'concurrent_idempotent_requests',
      'Same idempotency key used while original request is still in progress.',
    ),
  lifetimeMs: 86_400_000,
};
