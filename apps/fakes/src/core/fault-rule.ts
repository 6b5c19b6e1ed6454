import { z } from 'zod';
import { driftChangeSchema } from './fault-effects/drift-change.ts';
import { providerNames } from './provider-name.ts';

const count = z.int().min(1);
const bytes = z.int().min(0);
const milliseconds = z.number().min(0);
const headers = z.record(z.string(), z.string());
const statusCode = z.int().min(200).max(599);

const deliver = z.strictObject({
  kind: z.literal('deliver'),
  times: z.int().min(2).optional(),
  reorder: count.optional(),
  delayMs: milliseconds.optional(),
  drop: z.literal(true).optional(),
  signature: z.enum(['bad', 'stale']).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
  early: z.literal(true).optional(),
});

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
  z.strictObject({ kind: z.literal('stale') }),
  z.strictObject({ kind: z.literal('refuse') }),
  deliver,
]);

const onExchange = z.strictObject({
  op: z.string(),
  match: z
    .strictObject({
      header: headers.optional(),
      params: z.record(z.string(), z.string()).optional(),
      query: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
    })
    .optional(),
});

const onWebhook = z.strictObject({
  webhook: z.string().min(1),
  match: z.strictObject({ body: z.unknown() }).optional(),
});

const onConnection = z.strictObject({ provider: z.enum(providerNames) });

export const faultRuleSchema = z.strictObject({
  id: z.string().min(1).optional(),
  on: z.union([onExchange, onWebhook, onConnection], {
    error: `must be {op: 'stripe.refunds.create', match?: {header?, params?, query?, body?}}, {webhook: 'refund.updated', match?: {body}} or {provider: 'stripe'}`,
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
 * One fault. `nth` counts the exchanges, webhooks or connections that match `on`, from 1, since the rule was
 * armed; each rule counts for itself. Without `nth` it is the next one only. `before-effect`: the provider
 * never did what was asked; `after-effect`: it did, and only what it says of it is disturbed.
 * docs/faults.md has each effect.
 */
export type FaultRule = z.infer<typeof faultRuleSchema>;

export type FaultPhase = FaultRule['phase'];

export type FaultEffect = FaultRule['effect'];

export type DeliverEffect = z.infer<typeof deliver>;
