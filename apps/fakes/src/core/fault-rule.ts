import { z } from 'zod';

const count = z.int().min(1);
const headers = z.record(z.string(), z.string());

const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal('hang') }),
  z.strictObject({ kind: z.literal('hold') }),
  z.strictObject({
    kind: z.literal('status'),
    code: z.int().min(200).max(599),
    headers: headers.optional(),
    body: z.unknown().optional(),
  }),
  z.strictObject({ kind: z.literal('body'), body: z.unknown() }),
  z.strictObject({ kind: z.literal('html'), code: z.int().min(200).max(599).optional() }),
  z.strictObject({ kind: z.literal('empty-reply') }),
  z.strictObject({ kind: z.literal('reset'), at: z.literal('start') }),
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
  nth: z.union([count, z.strictObject({ from: count, to: count.optional() })]).optional(),
  phase: z.enum(['before-effect', 'after-effect']),
  effect,
});

/**
 * One fault. `nth` counts the exchanges that match `on`, from 1, since the rule was armed; each rule counts
 * for itself. Without `nth` it is the next one only. `before-effect`: the provider never did what was asked;
 * `after-effect`: it did, and only the answer is disturbed.
 */
export type FaultRule = z.infer<typeof faultRuleSchema>;

export type FaultPhase = FaultRule['phase'];

export type FaultEffect = FaultRule['effect'];
