import type { z } from 'zod';
import { refuse } from './refuse.ts';
import type { SquareError } from './wire.ts';

/** Refuses the first thing that does not fit, by Square's code for it and the path of the field. */
export const readBody = <Body>(schema: z.ZodType<Body>, body: unknown): Body => {
  const parsed = schema.safeParse(body ?? {}, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = fieldName(issue?.path ?? []);
  const [code, detail] = reason(issue);
  throw refuse(code, detail, field);
};

type Issue = z.core.$ZodIssue | undefined;

const reason = (issue: Issue): [SquareError['code'], string] => {
  if (issue?.code === 'invalid_type' && (issue.input === undefined || issue.input === null)) {
    return ['MISSING_REQUIRED_PARAMETER', 'Field must be set'];
  }
  if (issue?.code === 'invalid_type') return ['INCORRECT_TYPE', `Expected ${issue.expected}`];
  if (issue?.code === 'invalid_value') {
    return ['INVALID_ENUM_VALUE', `'${String(issue.input)}' is not a valid value`];
  }
  if (issue?.code === 'too_big') {
    return issue.origin === 'number'
      ? ['VALUE_TOO_HIGH', `Must be at most ${issue.maximum}`]
      : ['VALUE_TOO_LONG', `Length must be at most ${issue.maximum}`];
  }
  if (issue?.code === 'too_small') {
    return issue.origin === 'number'
      ? ['VALUE_TOO_LOW', `Must be at least ${issue.minimum}`]
      : ['MISSING_REQUIRED_PARAMETER', 'Field must not be blank'];
  }
  return issue?.code === 'invalid_format'
    ? ['INVALID_TIME', 'Must be an RFC 3339 timestamp']
    : ['INVALID_VALUE', issue?.message ?? 'Invalid value'];
};

/** 'changes[0].adjustment.quantity' */
const fieldName = (path: readonly PropertyKey[]): string =>
  path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${String(segment)}`))
    .join('')
    .replace(/^\./, '');
