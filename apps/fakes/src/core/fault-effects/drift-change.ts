import { z } from 'zod';
import { isJsonPath } from './json-path.ts';

const path = z.string().refine(isJsonPath, {
  error: ({ input }) =>
    `'${String(input)}' is no path: write $.name, $.list[0].name or $.list[*].name (each item)`,
});
const field = path.refine((text) => !text.endsWith(']'), {
  error: ({ input }) => `'${String(input)}' must end in the name of a field`,
});
const name = z.string().min(1);

/** One way in which an answer departs from the documented one. */
export const driftChangeSchema = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('rename'), path: field, to: name }),
  z.strictObject({
    change: z.literal('retype'),
    path,
    to: z.enum(['string', 'number', 'boolean', 'null', 'array', 'object']),
  }),
  z.strictObject({ change: z.literal('remove'), path }),
  z.strictObject({ change: z.literal('add'), path: field, value: z.unknown() }),
  z.strictObject({ change: z.literal('enum'), path, value: z.string() }),
  z.strictObject({ change: z.literal('unit'), path, times: z.union([z.literal(100), z.literal(0.01)]) }),
  z.strictObject({ change: z.literal('nest'), path: field, under: name }),
]);

/**
 * `retype` keeps what the value says as far as the other type can (`'19.0'` to 19, what is no number to 0).
 * `enum` puts a value in place that no contract lists. `unit` takes numbers and decimal strings, such as
 * minor units for units. `nest` moves a field one level down: `rate` to `tax.rate`.
 */
export type DriftChange = z.infer<typeof driftChangeSchema>;
