import { z } from 'zod';
import { parseAnswer } from '../parse-answer.ts';

const pageSchema = z.object({
  object: z.literal('list'),
  data: z.array(z.looseObject({ id: z.string().min(1) })),
  has_more: z.boolean(),
});

/**
 * Reads Stripe's cursor pages (newest first) until one item matches; null after the last page. Every
 * item read is parsed: an unreadable one might be the one we look for.
 */
export async function findInPages<Schema extends z.ZodType>(
  schema: Schema,
  matches: (item: z.output<Schema>) => boolean,
  readPage: (cursor: { limit: number; starting_after?: string }) => Promise<unknown>,
): Promise<z.output<Schema> | null> {
  let lastId: string | undefined;
  for (;;) {
    const cursor = { limit: 100, ...(lastId !== undefined && { starting_after: lastId }) };
    const page = parseAnswer(pageSchema, await readPage(cursor));
    const found = page.data.map((item) => parseAnswer(schema, item)).find(matches);
    if (found !== undefined) return found;
    lastId = page.data.at(-1)?.id;
    if (!page.has_more || lastId === undefined) return null;
  }
}
