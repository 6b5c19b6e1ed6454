import { problem } from '../problems/problem.ts';

/** A strong ETag made of the row's version, which every update raises. */
export const etag = (version: number): string => `"${version}"`;

/** The version that the caller read. Throws 428 without If-Match, 412 when it is not one of our ETags. */
export function requireIfMatch(header: string | undefined): number {
  if (header === undefined) {
    throw problem('precondition-required', {
      detail: 'Send If-Match with the ETag of the version you read.',
    });
  }
  const match = /^"([1-9]\d{0,9})"$/.exec(header.trim());
  if (match === null)
    throw problem('precondition-failed', { detail: 'If-Match must be one ETag that this API gave.' });
  return Number(match[1]);
}

export const preconditionFailed = (currentVersion: number): Error =>
  problem('precondition-failed', {
    detail: 'Somebody changed it meanwhile. Read it again and repeat your change on top.',
    extra: { currentETag: etag(currentVersion) },
  });
