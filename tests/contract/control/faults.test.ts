import type { FaultEffect, FaultPhase } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { heldPayment } from '../stripe/given.ts';
import { refusal, test } from '../stripe/stripe-test.ts';
import { controlWays } from './control-ways.ts';

const capture = { op: 'stripe.payment_intents.capture' };

describe.for(controlWays)('A fault, $way', ({ controlOf }) => {
  for (const [phase, received] of [
    ['before-effect', 0],
    ['after-effect', 10_000],
  ] as const) {
    test(`${phase} answers in the provider's place with ${received} captured`, async ({ fakes, stripe }) => {
      const control = controlOf(fakes);
      const { id } = await stripe.paymentIntents.create(heldPayment());
      const fault = await control.arm({
        on: capture,
        phase,
        effect: {
          kind: 'status',
          code: 503,
          headers: { 'retry-after': '1' },
          body: { error: { message: 'busy' } },
        },
      });
      const error = await refusal(stripe.paymentIntents.capture(id));
      expect(error).toMatchObject({ statusCode: 503, message: 'busy' });
      expect(error.headers?.['retry-after']).toBe('1');
      expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(received);
      expect(await control.journal(capture)).toMatchObject([{ faultId: fault, status: 503 }]);
    });
  }

  test('strikes the next exchange only, unless it counts', async ({ fakes }) => {
    const control = controlOf(fakes);
    const list = { op: 'stripe.payment_intents.list' };
    await control.arm({ on: list, phase: 'before-effect', effect: { kind: 'status', code: 500 } });
    await control.arm({ on: list, nth: 3, phase: 'before-effect', effect: { kind: 'status', code: 502 } });
    await control.arm({
      on: list,
      nth: { from: 5 },
      phase: 'before-effect',
      effect: { kind: 'status', code: 503 },
    });
    const statuses: number[] = [];
    for (let call = 0; call < 6; call += 1) statuses.push(await statusOfList(fakes.urls.stripe));
    expect(statuses).toEqual([500, 200, 502, 200, 503, 503]);
  });

  test('strikes only what matches by header, path, query or body', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const other = await stripe.paymentIntents.create(heldPayment());
    const status: FaultEffect = { kind: 'status', code: 500, body: { error: { message: 'broken' } } };
    const phase: FaultPhase = 'before-effect';
    await control.arm({
      id: 'path',
      on: { ...capture, match: { params: { intent: id } } },
      phase,
      effect: status,
    });
    expect((await stripe.paymentIntents.capture(other.id)).status).toBe('succeeded');
    expect(await control.unfired()).toMatchObject([{ id: 'path', matched: 0 }]);
    expect((await refusal(stripe.paymentIntents.capture(id))).statusCode).toBe(500);
    expect(await control.unfired()).toEqual([]);

    const create = 'stripe.payment_intents.create';
    const match = { body: { metadata: { order: 'o-2' } }, header: { 'Idempotency-Key': 'k-2' } };
    await control.arm({ on: { op: create, match }, phase, effect: status });
    await stripe.paymentIntents.create(heldPayment({ metadata: { order: 'o-2' } }), {
      idempotencyKey: 'k-1',
    });
    await stripe.paymentIntents.create(heldPayment({ metadata: { order: 'o-1' } }), {
      idempotencyKey: 'k-2',
    });
    const [unfired] = await control.unfired();
    expect(unfired).toMatchObject({ matched: 0 });
    await control.disarm(String(unfired?.id));
  });

  test('that never fired is told, and can be disarmed', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const fault = await control.arm({
      on: capture,
      nth: 2,
      phase: 'before-effect',
      effect: { kind: 'hang' },
    });
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.capture(id);
    expect(await control.unfired()).toMatchObject([{ id: fault, matched: 1, rule: { on: capture } }]);
    await control.disarm(fault);
    expect(await control.unfired()).toEqual([]);
  });

  test('can hold exchanges until they are released', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const fault = await control.arm({
      on: capture,
      nth: { from: 1, to: 2 },
      phase: 'before-effect',
      effect: { kind: 'hold' },
    });
    const part = { amount_to_capture: 6000, final_capture: false };
    const both = Promise.allSettled([
      stripe.paymentIntents.capture(id, part),
      stripe.paymentIntents.capture(id, part),
    ]);
    await control.untilHeld(fault, 2);
    expect(await control.journal(capture)).toMatchObject([{ status: null }, { status: null }]);
    expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(0);
    await control.release(fault);
    expect((await both).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('after the effect can hold the answer while the effect shows', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const fault = await control.arm({ on: capture, phase: 'after-effect', effect: { kind: 'hold' } });
    const answer = stripe.paymentIntents.capture(id);
    await control.untilHeld(fault);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    await control.release(fault);
    expect((await answer).status).toBe('succeeded');
  });

  test('ends with a reset, and what it held has no effect in the new world', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const fault = await control.arm({
      on: { op: 'stripe.payment_intents.create' },
      phase: 'before-effect',
      effect: { kind: 'hold' },
    });
    // Not through the SDK, which repeats a request once when its connection breaks.
    const held = fetch(`${fakes.urls.stripe}/v1/payment_intents`, {
      method: 'POST',
      body: new URLSearchParams({ amount: '500', currency: 'eur' }),
      headers: { authorization: 'Bearer sk_test_contract' },
    }).catch((error: unknown) => error);
    await control.untilHeld(fault);
    await control.reset();
    expect(await held).toMatchObject({ message: 'fetch failed' });
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
  });
});

describe('The effect of a fault', () => {
  const effects: [string, FaultEffect, string | undefined][] = [
    ['an empty reply closes the connection without a byte', { kind: 'empty-reply' }, 'UND_ERR_SOCKET'],
    ['a reset breaks the connection', { kind: 'reset', at: 'start' }, 'ECONNRESET'],
  ];
  for (const [title, effect, code] of effects) {
    test(title, async ({ fakes, control }) => {
      await control.arm({ on: { op: 'stripe.payment_intents.list' }, phase: 'before-effect', effect });
      const failed: unknown = await statusOfList(fakes.urls.stripe).catch((error: unknown) => error);
      expect(failed).toMatchObject({ cause: { code } });
      expect(await control.journal()).toMatchObject([{ status: null, faultId: 'fault_1' }]);
    });
  }

  test('a hang lasts until the client leaves', async ({ fakes, control }) => {
    await control.arm({
      id: 'hang',
      on: { op: 'stripe.payment_intents.list' },
      phase: 'before-effect',
      effect: { kind: 'hang' },
    });
    const leaving = new AbortController();
    const hanging = statusOfList(fakes.urls.stripe, leaving.signal).catch((error: unknown) => error);
    await control.untilHeld('hang');
    leaving.abort();
    expect(await hanging).toMatchObject({ name: 'AbortError' });
    expect(await statusOfList(fakes.urls.stripe)).toBe(200);
  });

  test('a delay lets the exchange go on, and another fault may follow', async ({ fakes, control }) => {
    const on = { op: 'stripe.payment_intents.list' };
    await control.arm({ on, phase: 'before-effect', effect: { kind: 'delay', ms: 1 } });
    await control.arm({ on, phase: 'before-effect', effect: { kind: 'status', code: 500 } });
    expect(await statusOfList(fakes.urls.stripe)).toBe(500);
    expect(await control.unfired()).toEqual([]);
  });

  test('can be an HTML page, an empty body or another body in place of the right one', async ({
    fakes,
    control,
  }) => {
    const on = { op: 'stripe.payment_intents.list' };
    const phase = 'after-effect';
    await control.arm({ on, nth: 1, phase, effect: { kind: 'html' } });
    await control.arm({ on, nth: 2, phase, effect: { kind: 'body', body: '' } });
    await control.arm({ on, nth: 3, phase, effect: { kind: 'body', body: { error: { message: 'no' } } } });
    const answers: [number, string | null, string][] = [];
    for (let call = 0; call < 3; call += 1) {
      const response = await list(fakes.urls.stripe);
      answers.push([response.status, response.headers.get('content-type'), await response.text()]);
    }
    expect(answers).toEqual([
      [502, 'text/html; charset=utf-8', expect.stringContaining('<html>')],
      [200, null, ''],
      [200, 'application/json; charset=utf-8', '{"error":{"message":"no"}}'],
    ]);
  });
});

const list = (url: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${url}/v1/payment_intents`, {
    headers: { authorization: 'Bearer sk_test_contract' },
    ...(signal && { signal }),
  });

const statusOfList = async (url: string, signal?: AbortSignal): Promise<number> => {
  const response = await list(url, signal);
  await response.arrayBuffer();
  return response.status;
};
