import { get } from 'node:http';
import { connect } from 'node:net';
import { startFakes } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { takenPayment } from '../stripe/given.ts';
import { refusal, stripeClient, test } from '../stripe/stripe-test.ts';
import { controlWays } from './control-ways.ts';

const refuse = {
  on: { provider: 'stripe' },
  phase: 'before-effect',
  effect: { kind: 'refuse' },
} as const;

/** What a bare socket gets: 'connected', or the code of the error. */
const attempt = (url: string): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once('connect', () => {
      socket.destroy();
      resolve('connected');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });

describe.for(controlWays)('A refused connection, $way', ({ controlOf }) => {
  test('is the next one only, and then the same port answers again', async ({ fakes }) => {
    const control = controlOf(fakes);
    await control.arm(refuse);

    expect(await attempt(fakes.urls.stripe)).toBe('ECONNREFUSED');
    expect(await attempt(fakes.urls.stripe)).toBe('connected');

    expect(await control.journal()).toEqual([]);
    expect(await control.unfired()).toEqual([]);
  });

  test('can be counted, from a connection that is still accepted', async ({ fakes }) => {
    const control = controlOf(fakes);
    await control.arm({ ...refuse, nth: { from: 2, to: 3 } });

    const attempts: string[] = [];
    for (let nth = 1; nth <= 4; nth += 1) attempts.push(await attempt(fakes.urls.stripe));

    expect(attempts).toEqual(['connected', 'ECONNREFUSED', 'ECONNREFUSED', 'connected']);
  });

  test('is every one until the fault is released', async ({ fakes }) => {
    const control = controlOf(fakes);
    const fault = await control.arm({ ...refuse, nth: { from: 1 } });
    expect(await control.unfired()).toMatchObject([{ id: fault, matched: 0 }]);
    const attempts: string[] = [];
    for (let nth = 1; nth <= 5; nth += 1) attempts.push(await attempt(fakes.urls.stripe));

    await control.release(fault);

    expect(new Set(attempts)).toEqual(new Set(['ECONNREFUSED']));
    expect(await attempt(fakes.urls.stripe)).toBe('connected');
    expect(await control.unfired()).toEqual([]);
  });

  for (const [title, end] of [
    ['the fault is disarmed', 'disarm'],
    ['the fakes are reset', 'reset'],
  ] as const) {
    test(`is over when ${title}`, async ({ fakes }) => {
      const control = controlOf(fakes);
      const fault = await control.arm({ ...refuse, nth: { from: 1 } });
      const before = await attempt(fakes.urls.stripe);

      await (end === 'reset' ? control.reset() : control.disarm(fault));

      expect([before, await attempt(fakes.urls.stripe)]).toEqual(['ECONNREFUSED', 'connected']);
    });
  }

  test('meets also a client that kept a connection, and no other provider', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const { id } = await stripe.paymentIntents.create(takenPayment());
    await control.arm({ ...refuse, nth: { from: 1, to: 1 } });

    const error = await refusal(stripe.paymentIntents.retrieve(id));

    expect([error.type, error.detail]).toEqual([
      'StripeConnectionError',
      expect.objectContaining({ code: 'ECONNREFUSED' }),
    ]);
    expect((await fetch(`${fakes.urls.vatcomply}/vat_rates`)).status).toBe(200);
    expect((await stripe.paymentIntents.retrieve(id)).id).toBe(id);
  });

  test('leaves alone what was asked before, and its answer ends the connection', async ({
    fakes,
    stripe,
  }) => {
    const control = controlOf(fakes);
    const held = await control.arm({
      on: { op: 'stripe.payment_intents.create' },
      phase: 'before-effect',
      effect: { kind: 'hold' },
    });
    const creating = stripe.paymentIntents.create(takenPayment());
    await control.untilHeld(held);
    await control.arm(refuse);

    await control.release(held);

    const { id, lastResponse } = await creating;
    expect(lastResponse.headers['connection']).toBe('close');
    expect((await refusal(stripe.paymentIntents.retrieve(id))).type).toBe('StripeConnectionError');
  });

  test('that nobody tried is told', async ({ fakes }) => {
    const control = controlOf(fakes);
    const fault = await control.arm(refuse);
    expect(await control.unfired()).toMatchObject([{ id: fault, matched: 0, rule: refuse }]);
    await control.disarm(fault);
  });
});

describe('A refused connection', () => {
  test('is seen by fetch and by node:http', { tags: 'unknown-route' }, async ({ fakes, control }) => {
    await control.arm({ ...refuse, nth: { from: 1, to: 2 } });

    const fetched = await fetch(fakes.urls.stripe).catch((error: unknown) => error);
    const got = await new Promise((resolve) => {
      get(fakes.urls.stripe).once('error', resolve);
    });

    expect(fetched).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(got).toMatchObject({ code: 'ECONNREFUSED' });
    expect((await fetch(fakes.urls.stripe)).status).toBe(401);
  });

  test('keeps its port from everyone else until the fakes stop', async () => {
    const own = await startFakes();
    await own.control.arm({ ...refuse, nth: { from: 1 } });
    const port = Number(new URL(own.urls.stripe).port);

    expect(await attempt(own.urls.stripe)).toBe('ECONNREFUSED');
    await own.stop();

    const next = await startFakes({ ports: { stripe: port } });
    expect(await attempt(next.urls.stripe)).toBe('connected');
    await next.stop();
  });

  test('cannot be what an SDK of keep-alive connections escapes, in a hundred turns', async ({
    fakes,
    control,
  }) => {
    const stripe = stripeClient(fakes.urls.stripe, 'sk_test_contract');
    for (let turn = 0; turn < 100; turn += 1) {
      await stripe.paymentIntents.list();
      await control.arm(refuse);
      expect((await refusal(stripe.paymentIntents.list())).type).toBe('StripeConnectionError');
    }
    expect(await control.unfired()).toEqual([]);
  });
});
