import type { FaultRule } from '@topheavy/fakes';
import type { ShopContext } from './context.ts';

/** A call that may be repeated is repeated once: to lose it, lose both. A purchase of a label is not. */
const BOTH_TRIES = 2;

/** What goes wrong between the shop and a provider, by the provider's operation. */
export function failures({ world }: ShopContext) {
  const arm = (op: string, rest: Omit<FaultRule, 'on'>): Promise<string> =>
    world.fakes.control.arm({ on: { op }, ...rest });
  const status = (code: number) => ({ kind: 'status' as const, code, body: refusal });
  const reset = { kind: 'reset', at: 'start' } as const;
  return {
    /** The provider does it, and the shop never hears of that. */
    loseAnswer: (op: string, tries = BOTH_TRIES) =>
      arm(op, { nth: { from: 1, to: tries }, phase: 'after-effect', effect: reset }),
    /** The connection breaks and the provider has done nothing, which the shop cannot know. */
    loseRequest: (op: string, tries = BOTH_TRIES) =>
      arm(op, { nth: { from: 1, to: tries }, phase: 'before-effect', effect: reset }),
    /** The provider has too much to do and says so before it does anything, to its `nth` call from now. */
    turnAway: (op: string, nth = 1) => arm(op, { nth, phase: 'before-effect', effect: status(429) }),
    /** The provider looks at its `nth` call from now and says no. */
    reject: (op: string, nth = 1) => arm(op, { nth, phase: 'before-effect', effect: status(400) }),
    /** The provider fails once, after it did what it was asked. */
    failAfterEffect: (op: string) => arm(op, { phase: 'after-effect', effect: status(500) }),
    /** The provider's `nth` call from now waits, before anything is done, until `shop.release(id)`. */
    holdCall: (op: string, nth = 1) => arm(op, { nth, phase: 'before-effect', effect: { kind: 'hold' } }),
    /** The provider does it and keeps its answer until `shop.release(id)`. */
    holdAnswer: (op: string) => arm(op, { phase: 'after-effect', effect: { kind: 'hold' } }),
  };
}

/** Stripe and EasyPost both refuse in this form. */
const refusal = { error: { type: 'invalid_request_error', code: 'made_to_fail', message: 'By a test.' } };
