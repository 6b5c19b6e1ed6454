import { ControlError, providerNames, startFakes } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { takenPayment } from '../stripe/given.ts';
import { refusal, test } from '../stripe/stripe-test.ts';
import { controlWays } from './control-ways.ts';

describe.for(controlWays)('The control interface, $way', ({ controlOf }) => {
  test('shows the state of a provider and empties it', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const { id } = await stripe.paymentIntents.create(takenPayment());
    expect(await control.state('stripe')).toMatchObject({
      paymentIntents: { [id]: { status: 'succeeded' } },
    });
    await control.reset();
    expect(await control.state('stripe')).toMatchObject({ paymentIntents: {} });
    expect(await control.journal()).toEqual([]);
    expect(await control.pendingWebhooks()).toEqual([]);
    expect((await refusal(stripe.paymentIntents.retrieve(id))).statusCode).toBe(404);
  });

  test('numbers alike after each reset', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const first = await stripe.paymentIntents.create(takenPayment());
    await control.reset();
    const second = await stripe.paymentIntents.create(takenPayment());
    expect(second.id).toBe(first.id);
  });

  test('goes back to a saved world: state, keys, journal, numbers and what waits to be delivered', async ({
    fakes,
    stripe,
  }) => {
    const control = controlOf(fakes);
    const payment = takenPayment();
    const first = await stripe.paymentIntents.create(payment, { idempotencyKey: 'key-1' });
    const world = {
      state: await control.state('stripe'),
      journal: await control.journal(),
      waiting: await control.pendingWebhooks(),
    };
    const saved = await control.save();
    const beyond = await stripe.paymentIntents.create(payment);

    await control.restore(saved);

    expect(await control.state('stripe')).toEqual(world.state);
    expect(await control.journal()).toEqual(world.journal);
    expect(await control.pendingWebhooks()).toEqual(world.waiting);
    const again = await stripe.paymentIntents.create(payment, { idempotencyKey: 'key-1' });
    expect([again.id, again.lastResponse.headers['idempotent-replayed']]).toEqual([first.id, 'true']);
    expect((await stripe.paymentIntents.create(payment)).id).toBe(beyond.id);
    // What happened since is in no later copy.
    await control.restore(saved);
    expect(await control.state('stripe')).toEqual(world.state);
  });

  test('refuses to restore what was not saved', async ({ fakes }) => {
    await expect(controlOf(fakes).restore('nonsense')).rejects.toThrow('This is no saved world');
  });

  test('moves the clock of all fakes', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const dayMs = 24 * 60 * 60 * 1000;
    const before = await stripe.paymentIntents.create(takenPayment());
    const now = await control.advanceClock(10 * dayMs);
    const later = await stripe.paymentIntents.create(takenPayment());
    expect(later.created - before.created).toBeGreaterThanOrEqual(864_000);
    expect(Math.floor(now / 1000)).toBeLessThanOrEqual(later.created);
    await control.setClockOffset(0);
    const today = await stripe.paymentIntents.create(takenPayment());
    expect(today.created).toBeLessThan(later.created);
  });

  test('answers a wrong use with what to do', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    await stripe.paymentIntents.create(takenPayment());
    const wrong: [Promise<unknown>, string][] = [
      [control.given('stripe', 'sunshine'), `knows no fact 'sunshine'. Choose one of: action_completed,`],
      [control.given('stripe', 'pending_refund', { intent: 'x' }), 'payment_intent: Invalid input'],
      [control.given('stripe', 'action_completed', { payment_intent: 'pi_x' }), `no payment intent 'pi_x'`],
      [control.disarm('fault_9'), `No fault 'fault_9' is armed`],
      [control.release('fault_9'), `No fault 'fault_9' is armed`],
      [
        control.arm({
          on: { op: 'stripe.payment_intents.captur' },
          phase: 'before-effect',
          effect: { kind: 'hang' },
        }),
        `There is no operation 'stripe.payment_intents.captur'. Choose one of:`,
      ],
    ];
    for (const [call, message] of wrong) {
      await expect(call).rejects.toThrow(ControlError);
      await expect(call).rejects.toThrow(message);
    }
  });
});

describe('The control port', () => {
  test('is healthy, and tells where the providers are and which routes there are', async ({ fakes }) => {
    const health = await fetch(`${fakes.controlUrl}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok', urls: fakes.urls }]);
    const unknown = await fetch(`${fakes.controlUrl}/_fake/unknown`);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('POST /_fake/reset');
  });

  test('cannot be reached through a data port', async ({ fakes, stripe }) => {
    const { id } = await stripe.paymentIntents.create(takenPayment());
    const response = await fetch(`${fakes.urls.stripe}/_fake/reset`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_contract' },
    });
    expect(response.status).toBe(404);
    expect((await stripe.paymentIntents.retrieve(id)).id).toBe(id);
    expect(await fakes.control.takeViolations()).toMatchObject([{ found: 'POST /_fake/reset' }]);
  });

  test('refuses what is no JSON or misses an input', async ({ fakes }) => {
    for (const body of ['{', '{"provider":"stripe"}', '{"provider":"paypal","fact":"x"}']) {
      const response = await fetch(`${fakes.controlUrl}/_fake/given`, { method: 'POST', body });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: expect.any(String) });
    }
  });
});

describe('Starting the fakes', () => {
  test('gives each provider a URL of its own', async ({ fakes }) => {
    const urls = [fakes.controlUrl, ...providerNames.map((name) => fakes.urls[name])];
    for (const url of urls) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(new Set(urls).size).toBe(urls.length);
  });

  test('on a port in use fails with a sentence, and leaves nothing running', async ({ fakes }) => {
    const port = Number(new URL(fakes.urls.stripe).port);
    await expect(startFakes({ ports: { stripe: port } })).rejects.toThrow(
      `Port ${port} is in use, so the stripe server cannot start.`,
    );
  });

  test('twice gives two worlds', async ({ stripe }) => {
    await stripe.paymentIntents.create(takenPayment());
    const others = await startFakes();
    expect(await others.control.state('stripe')).toMatchObject({ paymentIntents: {} });
    await others.stop();
  });

  test('with an id salt gives ids that no fakes gave before', async () => {
    const salted = await startFakes({ idSalt: 'abc123' });
    const response = await fetch(`${salted.urls.stripe}/v1/payment_intents`, {
      method: 'POST',
      body: new URLSearchParams({ amount: '500', currency: 'eur' }),
      headers: { authorization: 'Bearer sk_test_contract' },
    });
    expect(await response.json()).toMatchObject({ id: 'pi_abc123000000000000000001' });
    await salted.stop();
  });

  test('and stopping them ends also what hangs', async () => {
    const own = await startFakes();
    await own.control.arm({
      id: 'stuck',
      on: { op: 'stripe.payment_intents.list' },
      phase: 'before-effect',
      effect: { kind: 'hold' },
    });
    const hanging = fetch(`${own.urls.stripe}/v1/payment_intents`, {
      headers: { authorization: 'Bearer sk_test_contract' },
    });
    const ending = hanging.catch((error: unknown) => error);
    await own.control.untilHeld('stuck');
    await own.stop();
    expect(await ending).toMatchObject({ message: 'fetch failed' });
  });
});
