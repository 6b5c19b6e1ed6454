import { createHash } from 'node:crypto';
import { problem } from '../problems/problem.ts';

/**
 * A strong ETag made of the row's version, which every update raises. What the answer shows besides its
 * own row (today's prices, the state of a payment) is `beside`: without it a conditional read would answer
 * 304 although the customer has not seen the new price.
 */
export function etag(version: number, beside?: unknown): string {
  if (beside === undefined) return `"${version}"`;
  return `"${version}-${createHash('sha256').update(JSON.stringify(beside)).digest('hex').slice(0, 12)}"`;
}

/**
 * The version that the caller read; what stood beside it is nothing that a write could lose. Throws 428
 * without If-Match, 412 when it is not one of our ETags.
 */
export function requireIfMatch(header: string | undefined): number {
  if (header === undefined) {
    throw problem('precondition-required', {
      detail: 'Send If-Match with the ETag of the version you read.',
    });
  }
  const match = /^"([1-9]\d{0,9})(?:-[0-9a-f]{12})?"$/.exec(header);
  if (match === null)
    throw problem('precondition-failed', { detail: 'If-Match must be one ETag that this API gave.' });
  return Number(match[1]);
}

export const preconditionFailed = (currentVersion: number): Error =>
  problem('precondition-failed', {
    detail: 'Somebody changed it meanwhile. Read it again and repeat your change on top.',
    extra: { currentETag: etag(currentVersion) },
  });
