import type { ProblemSlug } from '../problems/catalogue.ts';
import type { AnyOperation } from './operation.ts';

/** POST is not repeatable by itself, so its key is required; the other writes may carry one. */
export const needsIdempotencyKey = (operation: AnyOperation): boolean =>
  operation.access === 'key' && operation.method === 'post';

export const takesIdempotencyKey = (operation: AnyOperation): boolean =>
  operation.access === 'key' && operation.method !== 'get';

/** Everything the operation may refuse with: its own problems and those of the pipeline around it. */
export function problemsOf(operation: AnyOperation): ReadonlySet<ProblemSlug> {
  const slugs = new Set<ProblemSlug>(operation.problems);
  if (operation.access === 'key') slugs.add('unauthenticated').add('forbidden').add('rate-limited');
  const readsBody = operation.access === 'public' ? operation.rawBody === true : operation.body !== undefined;
  if (readsBody) {
    for (const slug of ['malformed-request', 'payload-too-large'] as const) slugs.add(slug);
  }
  if (operation.params ?? operation.query ?? operation.body) slugs.add('validation-failed');
  if (takesIdempotencyKey(operation)) {
    // Where the key may be left out, a malformed one is refused all the same.
    slugs.add('idempotency-key-reused').add('idempotency-key-in-progress').add('idempotency-key-missing');
  }
  if (operation.ifMatch) slugs.add('precondition-required').add('precondition-failed');
  return slugs;
}
