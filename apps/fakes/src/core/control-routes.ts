import { z } from 'zod';
import { ControlError } from './control-error.ts';
import type { FakesControl } from './control.ts';
import type { FaultRule } from './fault-rule.ts';
import { providerNames } from './provider-name.ts';

export type ControlRoute = {
  method: 'GET' | 'POST';
  path: string;
  call(control: FakesControl, input: unknown): Promise<unknown>;
};

const route = <Input>(
  method: ControlRoute['method'],
  path: string,
  schema: z.ZodType<Input>,
  call: (control: FakesControl, input: Input) => Promise<unknown>,
): ControlRoute => ({
  method,
  path,
  call: (control, input) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return call(control, parsed.data);
    const details = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`,
    );
    throw new ControlError(`${method} ${path} cannot take this: ${details.join('; ')}.`);
  },
});

const nothing = z.strictObject({});
const provider = z.enum(providerNames);
const faultId = z.strictObject({ id: z.string() });
/** `arm` reads it, so that a wrong one is refused alike in process and from here. */
const rule = z.custom<FaultRule>(() => true);
const milliseconds = z.strictObject({ ms: z.number() });

/** How each call of `FakesControl` travels: the input of a GET in the query, of a POST as JSON. */
export const controlRoutes = {
  reset: route('POST', '/_fake/reset', nothing, (control) => control.reset()),
  save: route('GET', '/_fake/save', nothing, (control) => control.save()),
  restore: route(
    'POST',
    '/_fake/restore',
    z.strictObject({ saved: z.string(), newIds: z.boolean().default(false) }),
    (control, { saved, newIds }) => control.restore(saved, { newIds }),
  ),
  given: route(
    'POST',
    '/_fake/given',
    z.strictObject({ provider, fact: z.string(), args: z.unknown() }),
    (control, input) => control.given(input.provider, input.fact, input.args),
  ),
  state: route('GET', '/_fake/state', z.strictObject({ provider }), (control, input) =>
    control.state(input.provider),
  ),
  journal: route(
    'GET',
    '/_fake/journal',
    z.strictObject({
      provider: provider.exactOptional(),
      op: z.string().exactOptional(),
      method: z.string().exactOptional(),
      path: z.string().exactOptional(),
      idempotencyKey: z.string().exactOptional(),
    }),
    (control, filter) => control.journal(filter),
  ),
  violations: route('GET', '/_fake/violations', nothing, (control) => control.violations()),
  takeViolations: route('POST', '/_fake/violations/take', nothing, (control) => control.takeViolations()),
  arm: route('POST', '/_fake/faults', rule, (control, input) => control.arm(input)),
  disarm: route('POST', '/_fake/faults/disarm', faultId, (control, { id }) => control.disarm(id)),
  release: route('POST', '/_fake/faults/release', faultId, (control, { id }) => control.release(id)),
  untilHeld: route(
    'POST',
    '/_fake/faults/until-held',
    z.strictObject({ id: z.string(), count: z.int().min(1) }),
    (control, { id, count }) => control.untilHeld(id, count),
  ),
  unfired: route('GET', '/_fake/faults/unfired', nothing, (control) => control.unfired()),
  setWebhookTarget: route(
    'POST',
    '/_fake/webhooks/target',
    z.strictObject({
      provider,
      target: z.strictObject({ url: z.url(), secrets: z.array(z.string()) }).nullable(),
    }),
    (control, input) => control.setWebhookTarget(input.provider, input.target),
  ),
  setWebhookMode: route(
    'POST',
    '/_fake/webhooks/mode',
    z.strictObject({ mode: z.enum(['manual', 'auto']) }),
    (control, { mode }) => control.setWebhookMode(mode),
  ),
  pendingWebhooks: route(
    'GET',
    '/_fake/webhooks/pending',
    z.strictObject({ provider: provider.exactOptional() }),
    (control, input) => control.pendingWebhooks(input.provider),
  ),
  flushWebhooks: route(
    'POST',
    '/_fake/webhooks/flush',
    z.strictObject({
      provider: provider.exactOptional(),
      only: z.array(z.string()).exactOptional(),
      duplicate: z.boolean().exactOptional(),
      reverse: z.boolean().exactOptional(),
      drop: z.boolean().exactOptional(),
      badSignature: z.boolean().exactOptional(),
      staleByMs: z.number().exactOptional(),
    }),
    (control, options) => control.flushWebhooks(options),
  ),
  advanceClock: route('POST', '/_fake/clock/advance', milliseconds, (control, { ms }) =>
    control.advanceClock(ms),
  ),
  setClockOffset: route('POST', '/_fake/clock/offset', milliseconds, (control, { ms }) =>
    control.setClockOffset(ms),
  ),
} satisfies Record<keyof FakesControl, ControlRoute>;
