import type { z } from 'zod';
import { problem } from '../problems/problem.ts';

type Part = 'params' | 'query' | 'body';

/** What is wrong with a request fits on a page, however much is: the answer must not outgrow the request. */
const MOST_ERRORS = 50;
const MOST_CHARACTERS = 200;
type FieldError = { pointer: string; code: string; detail: string };

const escapePointer = (segment: PropertyKey): string =>
  String(segment).replaceAll('~', '~0').replaceAll('/', '~1');

const pointer = (part: Part, path: readonly PropertyKey[]): string =>
  ['', part, ...path.map(escapePointer)].join('/');

/** Parses all parts and reports every invalid field of all of them, not the first. */
export function validate(
  schemas: { readonly [K in Part]?: z.ZodType | undefined },
  values: { readonly [K in Part]: unknown },
): { [K in Part]: unknown } {
  const parsed: { [K in Part]: unknown } = { params: undefined, query: undefined, body: undefined };
  const errors: FieldError[] = [];
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = schemas[part];
    if (schema === undefined) continue;
    const result = schema.safeParse(values[part]);
    if (result.success) parsed[part] = result.data;
    else {
      for (const issue of result.error.issues) {
        errors.push({
          pointer: pointer(part, issue.path),
          code: issue.code,
          detail: shortened(issue.message),
        });
      }
    }
  }
  if (errors.length > 0) {
    throw problem('validation-failed', {
      detail: `${errors.length === 1 ? 'One field is' : `${errors.length} fields are`} invalid; see errors.`,
      extra: { errors: errors.slice(0, MOST_ERRORS) },
    });
  }
  return parsed;
}

const shortened = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS).toWellFormed()}…`;
