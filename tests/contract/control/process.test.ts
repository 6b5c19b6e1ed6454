import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connectFakesControl, providerNames } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { takenPayment } from '../stripe/given.ts';
import { stripeClient } from '../stripe/stripe-test.ts';
import { test as base } from '../webhook-test.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.resolve('@topheavy/fakes')));

type FakesProcess = { child: ChildProcessWithoutNullStreams; urls: Record<string, string>; errors: string };

// oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
const test = base.extend('run', async ({}, { onCleanup }) => {
  const children: ChildProcessWithoutNullStreams[] = [];
  onCleanup(() => children.forEach((child) => child.kill('SIGKILL')));
  /** Resolves when the process has printed its URLs, or has ended. */
  return async (env: Record<string, string>): Promise<FakesProcess> => {
    const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], ...env } });
    children.push(child);
    const started: FakesProcess = { child, urls: {}, errors: '' };
    child.stderr.on('data', (chunk: Buffer) => {
      started.errors += chunk.toString();
    });
    const ended = once(child, 'close');
    const printed = new Promise<void>((resolve) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (!/^control\s+http\S+\n/m.test(text)) return;
        started.urls = Object.fromEntries(
          text
            .trim()
            .split('\n')
            .map((line) => line.split(/\s+/)),
        );
        resolve();
      });
    });
    await Promise.race([printed, ended]);
    return started;
  };
});

describe('The fakes as a process', () => {
  test('print their URLs, answer there, and end on SIGTERM with success', async ({ run }) => {
    const { child, urls } = await run({});
    expect(Object.keys(urls)).toEqual([...providerNames, 'control']);
    expect((await fetch(`${urls['control']}/health`)).status).toBe(200);
    expect((await fetch(`${urls['stripe']}/v1/payment_intents`)).status).toBe(401);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('push webhooks by themselves to the receivers of the environment', async ({ run, receiver }) => {
    const { urls } = await run({
      FAKES_STRIPE_WEBHOOK_URL: receiver.url,
      FAKES_STRIPE_WEBHOOK_SECRETS: 'whsec_env,whsec_old',
    });
    const stripe = stripeClient(String(urls['stripe']), 'sk_test_contract');
    await stripe.paymentIntents.create(takenPayment());
    await connectFakesControl(String(urls['control'])).advanceClock(0);
    const [first] = receiver.received;
    const signature = String(first?.headers['stripe-signature']);
    expect(stripe.webhooks.constructEvent(first?.body ?? '', signature, 'whsec_env')).toMatchObject({
      type: 'payment_intent.created',
    });
  });

  for (const [env, sentence] of [
    [{ FAKES_STRIPE_PORT: 'abc' }, "FAKES_STRIPE_PORT cannot be 'abc'"],
    [{ FAKES_WEBHOOK_MODE: 'sometimes' }, "FAKES_WEBHOOK_MODE cannot be 'sometimes'"],
    [{ FAKES_HOST: '192.0.2.1' }, '192.0.2.1 is no address of this machine'],
  ] as const) {
    test(`end at once with a sentence: ${sentence}`, async ({ run }) => {
      const { child, errors } = await run(env);
      expect(child.exitCode).toBe(1);
      expect(errors).toContain(sentence);
    });
  }
});
