import type { FaultEffect, FaultPhase, FaultRule } from './fault-rule.ts';

type Traits<Kind> = {
  /** What it strikes, as the rule's `on` names it. */
  on: 'op' | 'webhook' | 'provider';
  /** Either phase without it. */
  only?: { phase: FaultPhase; because: string };
  breaksContract: boolean | ((effect: Extract<FaultEffect, { kind: Kind }>) => boolean);
};

const onAnswer = {
  on: 'op',
  only: {
    phase: 'after-effect',
    because: 'before the effect there is no answer that it could disturb',
  },
} as const;

const traits: { [Kind in FaultEffect['kind']]: Traits<Kind> } = {
  delay: { on: 'op', breaksContract: false },
  hang: { on: 'op', breaksContract: true },
  hold: { on: 'op', breaksContract: false },
  status: { on: 'op', breaksContract: true },
  body: { on: 'op', breaksContract: true },
  html: { on: 'op', breaksContract: true },
  'empty-reply': { on: 'op', breaksContract: true },
  reset: { on: 'op', breaksContract: true },
  drip: { ...onAnswer, breaksContract: false },
  truncate: { ...onAnswer, breaksContract: true },
  'malformed-chunk': { ...onAnswer, breaksContract: true },
  drift: { ...onAnswer, breaksContract: true },
  stale: { ...onAnswer, breaksContract: false },
  refuse: {
    on: 'provider',
    only: {
      phase: 'before-effect',
      because: 'what is asked over a refused connection never arrives and has no effect',
    },
    breaksContract: true,
  },
  deliver: {
    on: 'webhook',
    only: { phase: 'after-effect', because: 'there is no event before the effect' },
    breaksContract: ({ body }) => body !== undefined,
  },
};

export type FaultTraits = {
  on: Traits<never>['on'];
  phases: readonly FaultPhase[];
  /** Why there is none in the other phase. */
  because: string | undefined;
  /** What is sent need not be what the provider documents, or nothing is sent. */
  breaksContract: boolean;
};

/** Where an effect can strike, and whether what is sent then is still to be held to the contract. */
export const faultTraits = (effect: FaultEffect): FaultTraits => {
  // The union of all kinds is what this one is of, so its own function takes it.
  const { on, only, breaksContract } = {
    ...(traits[effect.kind] as Traits<FaultEffect['kind']>),
    ...(effect.kind === 'reset' && effect.at !== 'start' && onAnswer),
  };
  return {
    on,
    phases: only === undefined ? ['before-effect', 'after-effect'] : [only.phase],
    because: only?.because,
    breaksContract: typeof breaksContract === 'boolean' ? breaksContract : breaksContract(effect),
  };
};

/** What a rule is about: the key of its `on`. */
export const subjectOf = ({ on }: FaultRule): FaultTraits['on'] =>
  'op' in on ? 'op' : 'webhook' in on ? 'webhook' : 'provider';
