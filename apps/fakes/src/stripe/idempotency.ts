import type { IdempotencyRule } from '../core/idempotency.ts';
import { errorReply } from './errors.ts';

/** As docs.stripe.com/api/idempotent_requests: all that began to execute is kept, whether it succeeded or failed. */
export const idempotency: IdempotencyRule = {
  key: ({ method, headers }) => (method === 'POST' ? headers['idempotency-key'] : undefined),
  keeps: () => true,
  replay: (saved) => ({ ...saved, headers: { ...saved.headers, 'idempotent-replayed': 'true' } }),
  mismatch: (_, key) =>
    errorReply(400, {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    }),
  concurrent: (_, key) =>
    errorReply(409, {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key: ${key}. Please try again later.`,
    }),
  lifetimeMs: 24 * 60 * 60 * 1000,
};
