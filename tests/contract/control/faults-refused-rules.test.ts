import { ControlError, type FaultRule } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { test } from '../with-fakes.ts';
import { controlWays } from './control-ways.ts';

const on = { op: 'stripe.payment_intents.capture' };
const phase = 'before-effect';
const noAnswerYet = (kind: string): string =>
  `'${kind}' cannot be before-effect: before the effect there is no answer that it could disturb. Use phase 'after-effect'.`;
const drifting = (change: unknown): object => ({
  on,
  phase: 'after-effect',
  effect: { kind: 'drift', changes: [change] },
});
const delivering = (how: object): object => ({
  on: { webhook: 'refund.updated' },
  phase: 'after-effect',
  effect: { kind: 'deliver', ...how },
});

/** As someone writes them who has no types to help, over the control port for one. */
const wrong: [title: string, rule: object, message: string][] = [
  [
    'of an operation that nobody offers',
    { on: { op: 'stripe.payment_intents.captur' }, phase, effect: { kind: 'hang' } },
    `There is no operation 'stripe.payment_intents.captur'. Choose one of: stripe.payment_intents.create,`,
  ],
  ['without a phase', { on, effect: { kind: 'hang' } }, 'The fault rule does not fit: phase: Invalid option'],
  [
    'with a chance in place of a count',
    { on, phase, nth: 0.5, effect: { kind: 'hang' } },
    'The fault rule does not fit: nth: must be a count from 1, such as 2, or {from, to?}',
  ],
  [
    'whose count ends before it begins',
    { on, phase, nth: { from: 3, to: 2 }, effect: { kind: 'hang' } },
    'nth ends at 2 before it begins at 3.',
  ],
  [
    'with an effect that there is not',
    { on, phase, effect: { kind: 'explode' } },
    "The fault rule does not fit: effect.kind: Invalid discriminator value. Expected 'delay' | 'hang'",
  ],
  [
    'with a body for a status that has none',
    { on, phase, effect: { kind: 'status', code: 204, body: {} } },
    'An answer with status 204 has no body in HTTP: leave the body out.',
  ],
  [
    'that drips no answer',
    { on, phase, effect: { kind: 'drip', bytes: 1, everyMs: 1 } },
    noAnswerYet('drip'),
  ],
  [
    'that cuts no answer short',
    { on, phase, effect: { kind: 'truncate', at: 1, how: 'clean' } },
    noAnswerYet('truncate'),
  ],
  [
    'that breaks the chunks of no answer',
    { on, phase, effect: { kind: 'malformed-chunk' } },
    noAnswerYet('malformed-chunk'),
  ],
  ['that resets within no answer', { on, phase, effect: { kind: 'reset', at: 5 } }, noAnswerYet('reset')],
  [
    'that lets no answer drift',
    { ...drifting({ change: 'remove', path: '$.id' }), phase },
    noAnswerYet('drift'),
  ],
  [
    'that drifts nowhere',
    drifting({ change: 'remove', path: 'amount' }),
    `effect.changes.0.path: 'amount' is no path: write $.name, $.list[0].name or $.list[*].name (each item)`,
  ],
  [
    'that strikes neither exchange nor webhook nor connection',
    { on: { operation: 'stripe.refunds.create' }, phase, effect: { kind: 'hang' } },
    "The fault rule does not fit: on: must be {op: 'stripe.refunds.create'",
  ],
  [
    'that lets a write be stale',
    { on, phase: 'after-effect', effect: { kind: 'stale' } },
    `'stripe.payment_intents.capture' is no read, and only a read can be stale. Choose one of: stripe.`,
  ],
  [
    'that is stale before there is an answer',
    { on: { op: 'stripe.payment_intents.list' }, phase, effect: { kind: 'stale' } },
    noAnswerYet('stale'),
  ],
  [
    'that refuses the connection of one operation',
    { on, phase, effect: { kind: 'refuse' } },
    `'refuse' strikes a connection, before anyone can tell what is asked: write on: {provider: 'stripe'}.`,
  ],
  [
    'that refuses a connection after the effect',
    { on: { provider: 'stripe' }, phase: 'after-effect', effect: { kind: 'refuse' } },
    `what is asked over a refused connection never arrives and has no effect. Use phase 'before-effect'.`,
  ],
  [
    'that answers a connection',
    { on: { provider: 'stripe' }, phase, effect: { kind: 'html' } },
    `'html' strikes an exchange: write on: {op: 'stripe.refunds.create'}.`,
  ],
  [
    'of a provider that there is not',
    { on: { provider: 'paypal' }, phase, effect: { kind: 'refuse' } },
    'The fault rule does not fit: on',
  ],
  [
    'that hangs a webhook',
    { on: { webhook: 'refund.updated' }, phase: 'after-effect', effect: { kind: 'hang' } },
    `'hang' strikes an exchange: write on: {op: 'stripe.refunds.create'}.`,
  ],
  [
    'that delivers an answer',
    { on, phase: 'after-effect', effect: { kind: 'deliver', times: 2 } },
    `'deliver' strikes a webhook: write on: {webhook: 'payment_intent.succeeded'}.`,
  ],
  [
    'that delivers an event of nothing',
    { ...delivering({ times: 2 }), phase },
    `'deliver' cannot be before-effect: there is no event before the effect. Use phase 'after-effect'.`,
  ],
  ['that delivers as it should', delivering({}), `'deliver' says nothing of how: name times, reorder,`],
  ['that delivers once', delivering({ times: 1 }), 'effect.times: Too small: expected number to be >=2'],
  [
    'that repeats what it drops',
    delivering({ drop: true, times: 2 }),
    'What is dropped is not delivered: drop stands alone.',
  ],
  [
    'that is early and late',
    delivering({ early: true, delayMs: 5 }),
    'What comes before the answer is not late: name early, or delayMs and reorder.',
  ],
  [
    'that gives another event the id of this one',
    delivering({ body: { id: 'evt_other' } }),
    'Another body comes under the same id: leave id out of body.',
  ],
  [
    'that renames an item of a list',
    drifting({ change: 'rename', path: '$.data[0]', to: 'first' }),
    `effect.changes.0.path: '$.data[0]' must end in the name of a field`,
  ],
];

describe.for(controlWays)('A fault rule, $way', ({ controlOf }) => {
  for (const [title, rule, message] of wrong) {
    test(`${title} is refused with the reason`, async ({ fakes }) => {
      const control = controlOf(fakes);

      const arming = control.arm(rule as FaultRule);

      await expect(arming).rejects.toThrow(ControlError);
      await expect(arming).rejects.toThrow(message);
      expect(await control.unfired()).toEqual([]);
    });
  }

  test('under the id of another one is refused', async ({ fakes }) => {
    const control = controlOf(fakes);
    const rule: FaultRule = { id: 'one', on, phase, effect: { kind: 'hang' } };
    await control.arm(rule);
    await expect(control.arm(rule)).rejects.toThrow(
      `A fault with the id 'one' is armed already. Disarm it first.`,
    );
    await control.disarm('one');
  });
});
