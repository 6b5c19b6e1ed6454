import { z } from 'zod';
import { driftChangeSchema } from './fault-effects/drift-change.ts';

const count = z.int().min(1);
const bytes = z.int().min(0);
const milliseconds = z.number().min(0);
const headers = z.record(z.string(), z.string());
const statusCode = z.int().min(200).max(599);

const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), ms: milliseconds }),
  z.strictObject({ kind: z.literal('hang') }),
  z.strictObject({ kind: z.literal('hold') }),
  z.strictObject({
    kind: z.literal('status'),
    code: statusCode,
    headers: headers.optional(),
    body: z.unknown().optional(),
  }),
  z.strictObject({ kind: z.literal('body'), body: z.unknown() }),
  z.strictObject({ kind: z.literal('html'), code: statusCode.optional() }),
  z.strictObject({ kind: z.literal('empty-reply') }),
  z.strictObject({ kind: z.literal('reset'), at: z.union([z.literal('start'), bytes]) }),
  z.strictObject({ kind: z.literal('drip'), bytes: count, everyMs: milliseconds }),
  z.strictObject({
    kind: z.literal('truncate'),
    at: bytes,
    how: z.enum(['content-length', 'chunked', 'clean']),
  }),
  z.strictObject({ kind: z.literal('malformed-chunk') }),
  z.strictObject({ kind: z.literal('drift'), changes: z.array(driftChangeSchema).min(1) }),
]);

export const faultRuleSchema = z.strictObject({
  id: z.string().min(1).optional(),
  on: z.strictObject({
    op: z.string(),
    match: z
      .strictObject({
        header: headers.optional(),
        params: z.record(z.string(), z.string()).optional(),
        query: z.record(z.string(), z.string()).optional(),
        body: z.unknown().optional(),
      })
      .optional(),
  }),
  nth: z
    .union([count, z.strictObject({ from: count, to: count.optional() })], {
      error: 'must be a count from 1, such as 2, or {from, to?}',
    })
    .optional(),
  phase: z.enum(['before-effect', 'after-effect']),
  effect,
});

/**
 * One fault. `nth` counts the exchanges that match `on`, from 1, since the rule was armed; each rule counts
 * for itself. Without `nth` it is the next one only. `before-effect`: the provider never did what was asked;
 * `after-effect`: it did, and only the answer is disturbed. docs/faults.md has each effect.
 */
export type FaultRule = z.infer<typeof faultRuleSchema>;

export type FaultPhase = FaultRule['phase'];

export type FaultEffect = FaultRule['effect'];
