import type { FaultRule } from '@topheavy/fakes';
import type { ShopContext } from './context.ts';

/** A lost call is repeated once under its key: lose that one too. */
const BOTH_TRIES = { from: 1, to: 2 };

/** What goes wrong between the shop and a provider, by the provider's operation. */
export function failures({ world }: ShopContext) {
  const arm = (op: string, rest: Omit<FaultRule, 'on'>): Promise<string> =>
    world.fakes.control.arm({ on: { op }, ...rest });
  const reset = { kind: 'reset', at: 'start' } as const;
  return {
    /** The provider does it, and the shop never hears of that. */
    loseAnswer: (op: string) => arm(op, { nth: BOTH_TRIES, phase: 'after-effect', effect: reset }),
    /** The connection breaks and the provider has done nothing, which the shop cannot know. */
    loseRequest: (op: string) => arm(op, { nth: BOTH_TRIES, phase: 'before-effect', effect: reset }),
    /** The provider has too much to do and says so before it does anything. */
    turnAway: (op: string) =>
      arm(op, {
        phase: 'before-effect',
        effect: { kind: 'status', code: 429, body: stripeError('rate_limit') },
      }),
    /** The provider looks at the request and says no. */
    reject: (op: string) =>
      arm(op, {
        phase: 'before-effect',
        effect: { kind: 'status', code: 400, body: stripeError('not_allowed') },
      }),
    /** The provider fails after it did what it was asked, at each of its first `times` tries. */
    failAfterEffect: (op: string, times = 1) =>
      arm(op, {
        nth: { from: 1, to: times },
        phase: 'after-effect',
        effect: { kind: 'status', code: 500, body: stripeError('internal') },
      }),
    /** The provider does it and keeps its answer until `shop.release(id)`. */
    holdAnswer: (op: string) => arm(op, { phase: 'after-effect', effect: { kind: 'hold' } }),
  };
}

const stripeError = (code: string): object => ({
  error: { type: 'invalid_request_error', code, message: 'Made to fail by a test.' },
});
