import { startFakes, type FaultEffect } from '@topheavy/fakes';

/**
 * A process that stops its fakes while faults keep exchanges, webhooks and a port. It ends by itself only
 * if nothing is left of them.
 */
const hourMs = 3_600_000;
const fakes = await startFakes({ webhookMode: 'auto' });
const kept: [string, 'before-effect' | 'after-effect', FaultEffect][] = [
  ['stripe.payment_intents.list', 'before-effect', { kind: 'delay', ms: hourMs }],
  ['stripe.refunds.list', 'before-effect', { kind: 'hang' }],
  ['stripe.events.list', 'after-effect', { kind: 'hold' }],
  ['stripe.payment_intents.search', 'after-effect', { kind: 'drip', bytes: 1, everyMs: hourMs }],
];
for (const [op, phase, effect] of kept) await fakes.control.arm({ id: op, on: { op }, phase, effect });
await fakes.control.arm({
  on: { webhook: 'payment_intent.created' },
  phase: 'after-effect',
  effect: { kind: 'deliver', delayMs: hourMs },
});
await fakes.control.arm({
  on: { provider: 'resend' },
  nth: { from: 1 },
  phase: 'before-effect',
  effect: { kind: 'refuse' },
});

const ask = (path: string, init: RequestInit = {}): Promise<string> =>
  fetch(`${fakes.urls.stripe}${path}`, { ...init, headers: { authorization: 'Bearer sk_test_contract' } })
    .then((response) => response.text())
    .then(
      () => 'answered',
      () => 'hung up',
    );
const created = await ask('/v1/payment_intents', {
  method: 'POST',
  body: new URLSearchParams({ amount: '500', currency: 'eur' }),
});
const asked = ['/v1/payment_intents', '/v1/refunds', '/v1/events', '/v1/payment_intents/search?query=x'].map(
  (path) => ask(path),
);
for (const [op] of kept) await fakes.control.untilHeld(op);
await fakes.stop();
process.stdout.write([created, ...(await Promise.all(asked))].join(', '));
