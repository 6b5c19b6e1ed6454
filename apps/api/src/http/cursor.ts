import { createHash } from 'node:crypto';
import { z } from 'zod';
import { problem } from '../problems/problem.ts';

const cursorSchema = z.strictObject({ v: z.literal(1), after: z.uuid(), filter: z.string() });

const fingerprint = (filter: unknown): string =>
  createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 12);

/** An opaque place in a list ordered by id. It is bound to the filter it was made with. */
export const encodeCursor = (after: string, filter: unknown): string =>
  Buffer.from(JSON.stringify({ v: 1, after, filter: fingerprint(filter) })).toString('base64url');

/** The id to go on after. Throws 422 for a cursor that we did not make, or made for another filter. */
export function decodeCursor(cursor: string, filter: unknown): string {
  const refuse = (detail: string) =>
    problem('validation-failed', {
      detail,
      extra: { errors: [{ pointer: '/query/cursor', code: 'invalid_cursor', detail }] },
    });
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refuse('The cursor was not made by this API.');
  }
  const parsed = cursorSchema.safeParse(content);
  if (!parsed.success) throw refuse('The cursor was not made by this API.');
  if (parsed.data.filter !== fingerprint(filter))
    throw refuse('The cursor belongs to a list with other filters.');
  return parsed.data.after;
}
