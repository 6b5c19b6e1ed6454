import { refuse } from './refuse.ts';
import { inventoryCount, type StockCount } from './state.ts';
import type { CountsPage } from './wire.ts';

/**
 * One page of `counts` from where `cursor` left off. A cursor belongs to its `query`: sent with another
 * one it is refused, as is one that Square did not hand out.
 */
export const countsPage = (
  counts: readonly StockCount[],
  { cursor, limit, query }: { cursor: string | undefined; limit: number; query: unknown },
): CountsPage => {
  const start = cursor === undefined ? 0 : readCursor(cursor, query);
  const page = counts.slice(start, start + limit);
  const end = start + page.length;
  return {
    counts: page.map(inventoryCount),
    ...(end < counts.length && { cursor: writeCursor(end, query) }),
  };
};

const writeCursor = (start: number, query: unknown): string =>
  Buffer.from(JSON.stringify({ start, query })).toString('base64url');

const readCursor = (cursor: string, query: unknown): number => {
  const text = Buffer.from(cursor, 'base64url').toString();
  const start = Number(/^\{"start":(\d+),/.exec(text)?.[1] ?? 0);
  if (start === 0 || writeCursor(start, query) !== cursor) {
    throw refuse('INVALID_CURSOR', 'The pagination cursor is not one of this query.', 'cursor');
  }
  return start;
};
