import type { FaultEffect, FaultPhase } from './fault-rule.ts';

export type FaultTraits = {
  phases: readonly FaultPhase[];
  /** The answer need not be one that the provider documents, or comes to no answer at all. */
  breaksContract: boolean;
};

const both: readonly FaultPhase[] = ['before-effect', 'after-effect'];

/** These need the provider's own answer, and so its effect. */
const after: readonly FaultPhase[] = ['after-effect'];

const traits: Record<FaultEffect['kind'], FaultTraits> = {
  delay: { phases: both, breaksContract: false },
  hang: { phases: both, breaksContract: true },
  hold: { phases: both, breaksContract: false },
  status: { phases: both, breaksContract: true },
  body: { phases: both, breaksContract: true },
  html: { phases: both, breaksContract: true },
  'empty-reply': { phases: both, breaksContract: true },
  reset: { phases: both, breaksContract: true },
  drip: { phases: after, breaksContract: false },
  truncate: { phases: after, breaksContract: true },
  'malformed-chunk': { phases: after, breaksContract: true },
  drift: { phases: after, breaksContract: true },
};

export const faultTraits = (effect: FaultEffect): FaultTraits =>
  effect.kind === 'reset' && effect.at !== 'start' ? { ...traits.reset, phases: after } : traits[effect.kind];
