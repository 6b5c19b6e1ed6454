import type { z } from 'zod';
import { CallFailure } from './call-failure.ts';

/**
 * What a service sent, checked against what we rely on. Throws `unreadable`, naming the fields but
 * not their values, since those may be a customer's.
 */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, code }) => `${path.join('.') || '(body)'}: ${code}`);
  throw new CallFailure('unreadable', `the answer is not as agreed (${fields.join(', ')})`);
}
