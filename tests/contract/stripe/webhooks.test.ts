import type Stripe from 'stripe';
import { describe, expect } from 'vitest';
import type { ReceivedWebhook } from '../webhook-receiver.ts';
import { secret, test } from '../webhook-test.ts';
import { takenPayment } from './given.ts';

const verify = (stripe: Stripe, received: ReceivedWebhook | undefined, withSecret = secret): Stripe.Event =>
  stripe.webhooks.constructEvent(
    received?.body ?? '',
    received?.headers['stripe-signature'] ?? '',
    withSecret,
  );

describe('Stripe: webhooks', () => {
  test(
    'deliver the event that the API shows, signed so that the SDK accepts it',
    { tags: 'fake-only' },
    async ({ stripe, control, receiver }) => {
      const { id } = await stripe.paymentIntents.create(takenPayment());
      expect(receiver.received).toEqual([]);
      const deliveries = await control.flushWebhooks({ only: ['payment_intent.succeeded'] });
      expect(deliveries).toMatchObject([
        { provider: 'stripe', type: 'payment_intent.succeeded', status: 204 },
      ]);
      const event = verify(stripe, receiver.received[0]);
      expect(event).toMatchObject({ type: 'payment_intent.succeeded', data: { object: { id } } });
      const shown = await stripe.events.retrieve(event.id);
      expect(JSON.parse(String(receiver.received[0]?.body))).toEqual(JSON.parse(JSON.stringify(shown)));
    },
  );

  test(
    'carry one signature per secret while a secret is rotated',
    { tags: 'fake-only' },
    async ({ stripe, control, receiver }) => {
      await control.setWebhookTarget('stripe', { url: receiver.url, secrets: ['whsec_new', 'whsec_old'] });
      await stripe.paymentIntents.create(takenPayment());
      await control.flushWebhooks({ only: ['payment_intent.created'] });
      const [received] = receiver.received;
      expect(String(received?.headers['stripe-signature']).match(/v1=/g)).toHaveLength(2);
      for (const each of ['whsec_new', 'whsec_old']) {
        expect(verify(stripe, received, each).type).toBe('payment_intent.created');
      }
      expect(() => verify(stripe, received, 'whsec_other')).toThrow('No signatures found');
    },
  );

  test(
    'can be forged, and the SDK refuses them',
    { tags: 'fake-only' },
    async ({ stripe, control, receiver }) => {
      await stripe.paymentIntents.create(takenPayment());
      await control.flushWebhooks({ only: ['payment_intent.created'], badSignature: true });
      expect(() => verify(stripe, receiver.received[0])).toThrow('No signatures found');
    },
  );

  test(
    'can be stale, and the SDK refuses them',
    { tags: 'fake-only' },
    async ({ stripe, control, receiver }) => {
      await stripe.paymentIntents.create(takenPayment());
      await control.flushWebhooks({ only: ['payment_intent.created'], staleByMs: 301_000 });
      expect(() => verify(stripe, receiver.received[0])).toThrow('Timestamp outside the tolerance zone');
    },
  );

  test(
    'are accepted under the old secret while it is rotated, and no longer when that has ended',
    { tags: 'fake-only' },
    async ({ stripe, control, receiver }) => {
      const deliver = async (type: string, secrets: string[]) => {
        await control.setWebhookTarget('stripe', { url: receiver.url, secrets });
        await control.flushWebhooks({ only: [type] });
        return receiver.received.at(-1);
      };
      await stripe.paymentIntents.create(takenPayment());
      const before = await deliver('payment_intent.created', ['whsec_old']);
      const during = await deliver('charge.succeeded', ['whsec_new', 'whsec_old']);
      const after = await deliver('payment_intent.succeeded', ['whsec_new']);
      expect(verify(stripe, before, 'whsec_old').type).toBe('payment_intent.created');
      expect(verify(stripe, during, 'whsec_old').type).toBe('charge.succeeded');
      expect(verify(stripe, during, 'whsec_new').type).toBe('charge.succeeded');
      expect(() => verify(stripe, before, 'whsec_new')).toThrow('No signatures found');
      expect(() => verify(stripe, after, 'whsec_old')).toThrow('No signatures found');
      expect(verify(stripe, after, 'whsec_new').type).toBe('payment_intent.succeeded');
    },
  );
});
