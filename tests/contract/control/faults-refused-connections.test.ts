import { once } from 'node:events';
import { get } from 'node:http';
import { connect, createServer } from 'node:net';
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

  test('is in force also when a request whose answer is cut off crosses with the end of its connection', async ({
    fakes,
  }) => {
    const control = controlOf(fakes);
    const { hostname, port } = new URL(fakes.urls.stripe);
    const ask = 'GET /v1/events HTTP/1.1\r\nHost: stripe\r\nAuthorization: Bearer sk_test_fakes\r\n\r\n';
    await control.arm({
      on: { op: 'stripe.events.list' },
      nth: 2,
      phase: 'after-effect',
      effect: { kind: 'truncate', at: 10, how: 'content-length' },
    });
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    socket.on('error', () => {});
    socket.write(ask);
    await once(socket, 'data');
    socket.resume();
    // The end has come, and this client has a request on its way.
    socket.once('end', () => socket.end(ask));

    await control.arm({ ...refuse, nth: { from: 1 } });

    expect(await attempt(fakes.urls.stripe)).toBe('ECONNREFUSED');
  });

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

  test('meets also the client of an answer that began before the fault', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const drip = await control.arm({
      on: { op: 'stripe.payment_intents.list' },
      phase: 'after-effect',
      effect: { kind: 'drip', bytes: 10, everyMs: 3_600_000 },
    });
    const listing = stripe.paymentIntents.list();
    await control.untilHeld(drip);
    await control.arm(refuse);

    await control.release(drip);

    expect((await listing).lastResponse.headers['connection']).toBe('keep-alive');
    expect((await refusal(stripe.paymentIntents.list())).type).toBe('StripeConnectionError');
  });

  test('needs each request to connect anew, which the answers say', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    await control.arm({ ...refuse, nth: 3 });

    const first = await stripe.paymentIntents.list();
    const second = await stripe.paymentIntents.list();
    const third = await refusal(stripe.paymentIntents.list());
    const fourth = await stripe.paymentIntents.list();

    expect(third.type).toBe('StripeConnectionError');
    expect([first, second, fourth].map(({ lastResponse }) => lastResponse.headers['connection'])).toEqual([
      'close',
      'close',
      'keep-alive',
    ]);
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

  test('ends when the fakes stop, with their port free', async () => {
    const own = await startFakes();
    await own.control.arm({ ...refuse, nth: { from: 1 } });
    const port = Number(new URL(own.urls.stripe).port);
    const whileRefused = await attempt(own.urls.stripe);

    await own.stop();

    const afterwards = [await attempt(own.urls.stripe), await attempt(own.urls.stripe)];
    const next = await startFakes({ ports: { stripe: port } });
    expect([whileRefused, ...afterwards]).toEqual(Array(3).fill('ECONNREFUSED'));
    expect(await attempt(next.urls.stripe)).toBe('connected');
    await next.stop();
  });

  test('cannot end while someone else has the port, and says so', async ({ fakes, control }) => {
    const fault = await control.arm({ ...refuse, nth: { from: 1 } });
    await attempt(fakes.urls.stripe);
    const port = Number(new URL(fakes.urls.stripe).port);
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');

    const releasing = control.release(fault);

    await expect(releasing).rejects.toThrow(`Port ${port} is in use, so the stripe server cannot start.`);
    other.close();
    await once(other, 'close');
    await control.reset();
    expect(await attempt(fakes.urls.stripe)).toBe('connected');
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
