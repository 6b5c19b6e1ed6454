import type { IdempotencyRule } from '../core/idempotency.ts';
import type { FakeRequest, Reply } from '../core/operation.ts';
import { failure } from './refuse.ts';

const reused = (_request: FakeRequest, key: string): Reply =>
  failure(400, {
    category: 'INVALID_REQUEST_ERROR',
    code: 'IDEMPOTENCY_KEY_REUSED',
    detail: `The idempotency key '${key}' has already been used with a different request.`,
    field: 'idempotency_key',
  });

const inProgress = (): Reply =>
  failure(409, {
    category: 'INVALID_REQUEST_ERROR',
    code: 'CONFLICT',
    detail: 'A request with this idempotency key is still in progress.',
  });

/** Square takes the key in the body. A request that changed nothing may be sent again under its key. */
export const idempotency: IdempotencyRule = {
  key: ({ body }) => {
    const key: unknown =
      typeof body === 'object' && body !== null ? Reflect.get(body, 'idempotency_key') : undefined;
    return typeof key === 'string' && key !== '' ? key : undefined;
  },
  keeps: ({ status }) => status === 200,
  replay: (saved) => saved,
  mismatch: reused,
  concurrent: inProgress,
  // Square names no lifetime for inventory; a day outlasts every retry.
  lifetimeMs: 86_400_000,
};
