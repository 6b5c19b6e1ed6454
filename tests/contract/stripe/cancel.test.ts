import { describe, expect } from 'vitest';
import { chargeOf, heldPayment, takenPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('Stripe: cancelling', () => {
  test('releases what is held and names the reason', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const intent = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'requested_by_customer' });
    expect(intent).toMatchObject({
      status: 'canceled',
      amount_capturable: 0,
      amount_received: 0,
      cancellation_reason: 'requested_by_customer',
    });
    expect(intent.canceled_at).toBeGreaterThanOrEqual(intent.created);
  });

  test('is refused after the final capture', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.capture(id);
    const error = await refusal(stripe.paymentIntents.cancel(id));
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
  });

  test('is refused for what was cancelled or taken', async ({ stripe }) => {
    const held = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.cancel(held.id);
    const taken = await stripe.paymentIntents.create(takenPayment());
    for (const { id } of [held, taken]) {
      const error = await refusal(stripe.paymentIntents.cancel(id));
      expect(error.code).toBe('payment_intent_unexpected_state');
    }
  });

  test('ends capturing', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.cancel(id);
    const error = await refusal(stripe.paymentIntents.capture(id));
    expect(error.code).toBe('payment_intent_unexpected_state');
  });

  test('keeps what earlier captures took', { tags: 'fake-only' }, async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.capture(id, { amount_to_capture: 4000, final_capture: false });
    expect(await stripe.paymentIntents.cancel(id)).toMatchObject({
      status: 'canceled',
      amount_received: 4000,
      amount_capturable: 0,
    });
  });

  test('takes only the reasons that Stripe knows', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const error = await refusal(stripe.paymentIntents.cancel(id, { cancellation_reason: 'bored' }));
    expect(error).toMatchObject({ statusCode: 400, param: 'cancellation_reason' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
  });
});

describe('Stripe: authorisations that run out', () => {
  test('say until when they can be captured: seven days', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create(heldPayment());
    const { created, payment_method_details: details } = await stripe.charges.retrieve(chargeOf(intent));
    expect(details?.card?.capture_before).toBe(created + 7 * 24 * 60 * 60);
  });

  test('hold for seven days and not a second longer', { tags: 'fake-only' }, async ({ stripe, control }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await control.advanceClock(7 * dayMs - 60_000);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
    await control.advanceClock(60_000);
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'automatic',
      amount_capturable: 0,
    });
    const { data: expired } = await stripe.events.list({ type: 'charge.expired' });
    expect(expired).toMatchObject([
      { data: { object: { payment_intent: id, captured: false, refunded: true, amount_refunded: 10_000 } } },
    ]);
    const [event] = (await stripe.events.list({ type: 'payment_intent.canceled' })).data;
    expect(event).toMatchObject({ request: { id: null }, data: { object: { id } } });
  });

  test('succeed with what was captured before', { tags: 'fake-only' }, async ({ stripe, control }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.capture(id, { amount_to_capture: 4000, final_capture: false });
    await control.advanceClock(7 * dayMs);
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'succeeded',
      amount_received: 4000,
      amount_capturable: 0,
    });
  });

  test('can no longer be captured', { tags: 'fake-only' }, async ({ stripe, control }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await control.advanceClock(8 * dayMs);
    const error = await refusal(stripe.paymentIntents.capture(id));
    expect(error.code).toBe('payment_intent_unexpected_state');
  });
});
