import { ControlError } from './control-error.ts';
import { faultRuleSchema, type FaultRule } from './fault-rule.ts';
import { faultTraits } from './fault-traits.ts';

/** Throws a `ControlError` that says why such a fault cannot be, for one that would never do what it says. */
export const readFaultRule = (input: unknown, operationIds: ReadonlySet<string>): FaultRule => {
  const parsed = faultRuleSchema.safeParse(input);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'rule'}: ${issue.message}`);
    throw new ControlError(`The fault rule does not fit: ${details.join('; ')}.`);
  }
  const rule = parsed.data;
  const reason = whyImpossible(rule, operationIds);
  if (reason !== undefined) throw new ControlError(reason);
  return rule;
};

const whyImpossible = (rule: FaultRule, operationIds: ReadonlySet<string>): string | undefined => {
  const { on, nth, phase, effect } = rule;
  if (!operationIds.has(on.op)) {
    return `There is no operation '${on.op}'. Choose one of: ${[...operationIds].join(', ')}.`;
  }
  if (typeof nth === 'object' && nth.to !== undefined && nth.to < nth.from) {
    return `nth ends at ${nth.to} before it begins at ${nth.from}.`;
  }
  if (!faultTraits(effect).phases.includes(phase)) {
    return `Before the effect there is no answer that '${effect.kind}' could disturb: use phase 'after-effect'.`;
  }
  if (effect.kind === 'status' && bodyless.has(effect.code) && effect.body !== undefined) {
    return `An answer with status ${effect.code} has no body in HTTP: leave the body out.`;
  }
  return undefined;
};

const bodyless: ReadonlySet<number> = new Set([204, 205, 304]);
