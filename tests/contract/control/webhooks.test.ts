import type Stripe from 'stripe';
import { describe, expect } from 'vitest';
import { takenPayment } from '../stripe/given.ts';
import type { WebhookReceiver } from '../webhook-receiver.ts';
import { test } from '../webhook-test.ts';
import { controlWays } from './control-ways.ts';

const events = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'];

const typesAt = ({ received }: WebhookReceiver): string[] =>
  received.map(({ body }) => (JSON.parse(body.toString()) as Stripe.Event).type);

describe.for(controlWays)('Webhooks, $way', ({ controlOf }) => {
  test('wait until they are flushed, and arrive in the order of what happened', async ({
    fakes,
    stripe,
    receiver,
  }) => {
    const control = controlOf(fakes);
    await stripe.paymentIntents.create(takenPayment());
    expect((await control.pendingWebhooks('stripe')).map(({ type }) => type)).toEqual(events);
    expect(receiver.received).toEqual([]);
    const deliveries = await control.flushWebhooks();
    expect(deliveries.map(({ type, status }) => [type, status])).toEqual(events.map((type) => [type, 204]));
    expect(typesAt(receiver)).toEqual(events);
    expect(await control.pendingWebhooks()).toEqual([]);
  });

  test('can arrive twice, in reverse, some only, or never', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    await stripe.paymentIntents.create(takenPayment());
    await control.flushWebhooks({ only: ['charge.succeeded'], drop: true });
    await control.flushWebhooks({ reverse: true, duplicate: true });
    expect(typesAt(receiver)).toEqual([
      'payment_intent.succeeded',
      'payment_intent.succeeded',
      'payment_intent.created',
      'payment_intent.created',
    ]);
    expect(await control.pendingWebhooks()).toEqual([]);
  });

  test('that are refused stay pending for the next attempt', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    await stripe.paymentIntents.create(takenPayment());
    receiver.answerWith(500);
    const [refused] = await control.flushWebhooks({ only: ['charge.succeeded'] });
    expect(refused?.status).toBe(500);
    const pending = (await control.pendingWebhooks()).find(({ type }) => type === 'charge.succeeded');
    expect(pending?.attempts).toBe(1);
    receiver.answerWith(204);
    const [accepted] = await control.flushWebhooks({ only: [pending?.id ?? ''] });
    expect(accepted).toMatchObject({ id: refused?.id, status: 204 });
  });

  test('without a receiver say so', async ({ fakes, stripe, receiver }) => {
    const control = controlOf(fakes);
    await control.setWebhookTarget('stripe', null);
    await stripe.paymentIntents.create(takenPayment());
    const [delivery] = await control.flushWebhooks();
    expect(delivery).toMatchObject({ status: null, error: 'No webhook target is set for stripe.' });
    expect(receiver.received).toEqual([]);
  });

  test('in mode auto follow the answer, and a refused one is tried five times in all', async ({
    fakes,
    stripe,
    receiver,
  }) => {
    const control = controlOf(fakes);
    await control.setWebhookMode('auto');
    await stripe.paymentIntents.create(takenPayment());
    await control.advanceClock(0);
    expect(typesAt(receiver)).toEqual(events);

    receiver.answerWith(503);
    await stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
    for (const wait of [0, 60_000, 300_000, 1_800_000, 7_200_000]) await control.advanceClock(wait);
    expect(typesAt(receiver).slice(3)).toEqual(Array(5).fill('payment_intent.created'));
    await control.advanceClock(30 * 24 * 60 * 60 * 1000);
    expect(receiver.received).toHaveLength(8);
    expect(await control.pendingWebhooks()).toEqual([]);
  });
});
