import type Stripe from 'stripe';
import { describe, expect } from 'vitest';
import { heldPayment, takenPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

const typesSoFar = async (stripe: Stripe): Promise<string[]> =>
  (await stripe.events.list({ limit: 100 })).data.map(({ type }) => type).toReversed();

describe('Stripe: events', () => {
  test('tell of holding, capturing in parts and releasing', { tags: 'fake-only' }, async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.capture(id, { amount_to_capture: 4000, final_capture: false });
    await stripe.paymentIntents.capture(id, { amount_to_capture: 0, final_capture: true });
    expect(await typesSoFar(stripe)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
      'charge.captured',
      'payment_intent.amount_capturable_updated',
      'payment_intent.succeeded',
    ]);
  });

  test(
    'tell of a decline, of an action and of what is processing',
    { tags: 'fake-only' },
    async ({ stripe, control }) => {
      await refusal(
        stripe.paymentIntents.create(heldPayment({ payment_method: 'pm_card_visa_chargeDeclined' })),
      );
      expect(await typesSoFar(stripe)).toEqual([
        'payment_intent.created',
        'charge.failed',
        'payment_intent.payment_failed',
      ]);
      await control.reset();
      await stripe.paymentIntents.create(heldPayment({ payment_method: 'pm_card_authenticationRequired' }));
      expect(await typesSoFar(stripe)).toEqual(['payment_intent.created', 'payment_intent.requires_action']);
      await control.reset();
      await control.given('stripe', 'slow_confirmation');
      await stripe.paymentIntents.create(heldPayment());
      expect(await typesSoFar(stripe)).toEqual(['payment_intent.created', 'payment_intent.processing']);
    },
  );

  test(
    'tell of cancelling and of refunds that succeed or fail',
    { tags: 'fake-only' },
    async ({ stripe, control }) => {
      const held = await stripe.paymentIntents.create(heldPayment());
      await stripe.paymentIntents.cancel(held.id);
      expect((await typesSoFar(stripe)).slice(-2)).toEqual(['charge.refunded', 'payment_intent.canceled']);
      const { id } = await stripe.paymentIntents.create(takenPayment());
      expect((await typesSoFar(stripe)).slice(-2)).toEqual(['charge.succeeded', 'payment_intent.succeeded']);
      await control.given('stripe', 'pending_refund', { payment_intent: id });
      const first = await stripe.refunds.create({ payment_intent: id, amount: 100 });
      const second = await stripe.refunds.create({ payment_intent: id, amount: 100 });
      await control.given('stripe', 'refund_succeeded', { refund: first.id });
      await control.given('stripe', 'refund_failed', { refund: second.id });
      expect((await typesSoFar(stripe)).slice(-7)).toEqual([
        'charge.refunded',
        'refund.created',
        'charge.refunded',
        'refund.created',
        'refund.updated',
        'refund.updated',
        'refund.failed',
      ]);
    },
  );

  test(
    'show the object as it was at that moment, and which request caused it',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      const created = await stripe.paymentIntents.create(heldPayment(), { idempotencyKey: 'authorise-1' });
      await stripe.paymentIntents.capture(created.id);
      const { data } = await stripe.events.list({ type: 'payment_intent.amount_capturable_updated' });
      expect(data).toHaveLength(1);
      expect(data[0]).toMatchObject({
        object: 'event',
        api_version: '2026-10-28.endive',
        livemode: false,
        request: { id: created.lastResponse.requestId, idempotency_key: 'authorise-1' },
        data: { object: { id: created.id, status: 'requires_capture', amount_capturable: 10_000 } },
      });
      expect(await stripe.events.retrieve(String(data[0]?.id))).toEqual(
        expect.objectContaining({ id: data[0]?.id, type: data[0]?.type }),
      );
    },
  );

  test(
    'can be listed by several types, and an unknown one is not found',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      await stripe.paymentIntents.create(takenPayment());
      const { data } = await stripe.events.list({ types: ['charge.succeeded', 'payment_intent.succeeded'] });
      expect(data.map(({ type }) => type)).toEqual(['payment_intent.succeeded', 'charge.succeeded']);
      expect(await refusal(stripe.events.retrieve('evt_nobody'))).toMatchObject({ statusCode: 404 });
    },
  );

  test('a request that is refused or replayed causes none', { tags: 'fake-only' }, async ({ stripe }) => {
    const options = { idempotencyKey: 'authorise-2' };
    const { id } = await stripe.paymentIntents.create(heldPayment(), options);
    const before = await typesSoFar(stripe);
    await stripe.paymentIntents.create(heldPayment(), options);
    await refusal(stripe.paymentIntents.capture(id, { amount_to_capture: 10_001 }));
    expect(await typesSoFar(stripe)).toEqual(before);
  });
});
