import { z } from 'zod';
import { encodeCursor } from './cursor.ts';

const MAX_PAGE = 100;

/** `limit` above 100 is served as 100 (AIP-158), so that raising it later breaks nobody. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1')
    .transform((text) => Math.min(Number(text), MAX_PAGE))
    .optional()
    .meta({
      description: 'Items per page: 20 unless told, 100 at most',
      override: { type: 'integer', minimum: 1 },
    }),
  cursor: z.string().max(400).optional().meta({ description: 'nextCursor of the page before' }),
};

export const DEFAULT_PAGE = 20;

export const pageSchema = <T extends z.ZodType>(item: T, id: string) =>
  z
    .strictObject({
      items: z.array(item),
      nextCursor: z.string().nullable().meta({ description: 'null on the last page' }),
    })
    .meta({ id });

/** Makes a page of rows that were read with `limit + 1`: the extra one tells that there is more. */
export function toPage<Row extends { id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  filter: unknown,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last.id, filter) : null,
  };
}
