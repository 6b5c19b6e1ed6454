import { ControlError } from './control-error.ts';
import { faultRuleSchema, type DeliverEffect, type FaultRule } from './fault-rule.ts';
import { faultTraits, subjectOf, type FaultTraits } from './fault-traits.ts';

/** The operations of all providers. */
export type KnownOperations = { ids: ReadonlySet<string>; readIds: ReadonlySet<string> };

/** Throws a `ControlError` that says why such a fault cannot be, for one that would never do what it says. */
export const readFaultRule = (input: unknown, known: KnownOperations): FaultRule => {
  const parsed = faultRuleSchema.safeParse(input);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'rule'}: ${issue.message}`);
    throw new ControlError(`The fault rule does not fit: ${details.join('; ')}.`);
  }
  const rule = parsed.data;
  const reason = whyImpossible(rule, known);
  if (reason !== undefined) throw new ControlError(reason);
  return rule;
};

const whyImpossible = (rule: FaultRule, { ids, readIds }: KnownOperations): string | undefined => {
  const { on, nth, phase, effect } = rule;
  const traits = faultTraits(effect);
  if (subjectOf(rule) !== traits.on) return `'${effect.kind}' ${subjects[traits.on]}.`;
  if ('op' in on && !ids.has(on.op)) {
    return `There is no operation '${on.op}'. Choose one of: ${[...ids].join(', ')}.`;
  }
  if (typeof nth === 'object' && nth.to !== undefined && nth.to < nth.from) {
    return `nth ends at ${nth.to} before it begins at ${nth.from}.`;
  }
  if (traits.because !== undefined && !traits.phases.includes(phase)) {
    return `'${effect.kind}' cannot be ${phase}: ${traits.because}. Use phase '${traits.phases.join(`' or '`)}'.`;
  }
  if (effect.kind === 'status' && bodyless.has(effect.code) && effect.body !== undefined) {
    return `An answer with status ${effect.code} has no body in HTTP: leave the body out.`;
  }
  if (effect.kind === 'stale' && 'op' in on && !readIds.has(on.op)) {
    return `'${on.op}' is no read, and only a read can be stale. Choose one of: ${[...readIds].join(', ')}.`;
  }
  return effect.kind === 'deliver' ? whyUndeliverable(effect) : undefined;
};

const subjects: Record<FaultTraits['on'], string> = {
  op: `strikes an exchange: write on: {op: 'stripe.refunds.create'}`,
  webhook: `strikes a webhook: write on: {webhook: 'payment_intent.succeeded'}`,
  provider: `strikes a connection, before anyone can tell what is asked: write on: {provider: 'stripe'}`,
};

const bodyless: ReadonlySet<number> = new Set([204, 205, 304]);

const whyUndeliverable = (how: DeliverEffect): string | undefined => {
  const named = Object.keys(how).filter((name) => name !== 'kind');
  if (named.length === 0) {
    return `'deliver' says nothing of how: name times, reorder, delayMs, drop, signature, body or early.`;
  }
  if (how.drop === true && named.length > 1) return 'What is dropped is not delivered: drop stands alone.';
  if (how.early === true && (how.delayMs ?? how.reorder) !== undefined) {
    return 'What comes before the answer is not late: name early, or delayMs and reorder.';
  }
  if (how.body !== undefined && 'id' in how.body) {
    return 'Another body comes under the same id: leave id out of body.';
  }
  return undefined;
};
