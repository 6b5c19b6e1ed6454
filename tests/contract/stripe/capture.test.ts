import { describe, expect } from 'vitest';
import { heldPayment, takenPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

describe('Stripe: capturing', () => {
  test('takes all that is held when no amount is given', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    expect(await stripe.paymentIntents.capture(id)).toMatchObject({
      status: 'succeeded',
      amount_received: 10_000,
      amount_capturable: 0,
    });
  });

  test('in part and final releases the rest', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    expect(await stripe.paymentIntents.capture(id, { amount_to_capture: 4000 })).toMatchObject({
      status: 'succeeded',
      amount: 10_000,
      amount_received: 4000,
      amount_capturable: 0,
    });
  });

  test(
    'in part and not final keeps the rest held, to the last unit',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create(heldPayment());
      const part = { final_capture: false };
      expect(await stripe.paymentIntents.capture(id, { amount_to_capture: 4000, ...part })).toMatchObject({
        status: 'requires_capture',
        amount_received: 4000,
        amount_capturable: 6000,
      });
      const last = await stripe.paymentIntents.capture(id, {
        amount_to_capture: 6000,
        ...part,
        expand: ['latest_charge'],
      });
      expect(last).toMatchObject({ status: 'succeeded', amount_received: 10_000, amount_capturable: 0 });
      expect(last.latest_charge).toMatchObject({ captured: true, amount_captured: 10_000 });
    },
  );

  test(
    'of zero as the final capture releases what earlier captures left',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create(heldPayment());
      await stripe.paymentIntents.capture(id, { amount_to_capture: 4000, final_capture: false });
      expect(
        await stripe.paymentIntents.capture(id, { amount_to_capture: 0, final_capture: true }),
      ).toMatchObject({ status: 'succeeded', amount_received: 4000, amount_capturable: 0 });
    },
  );

  test('of zero is refused while nothing was captured', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const error = await refusal(stripe.paymentIntents.capture(id, { amount_to_capture: 0 }));
    expect(error).toMatchObject({ statusCode: 400, param: 'amount_to_capture' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
  });

  test('more than was authorised is refused and takes nothing', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const error = await refusal(stripe.paymentIntents.capture(id, { amount_to_capture: 10_001 }));
    expect(error).toMatchObject({ statusCode: 400, code: 'amount_too_large', param: 'amount_to_capture' });
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_capture',
      amount_received: 0,
      amount_capturable: 10_000,
    });
  });

  test(
    'more than earlier captures left is refused and takes nothing',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create(heldPayment());
      await stripe.paymentIntents.capture(id, { amount_to_capture: 4000, final_capture: false });
      const error = await refusal(stripe.paymentIntents.capture(id, { amount_to_capture: 6001 }));
      expect(error).toMatchObject({ statusCode: 400, code: 'amount_too_large', param: 'amount_to_capture' });
      expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: 'requires_capture',
        amount_received: 4000,
        amount_capturable: 6000,
      });
    },
  );

  test('twice is refused after the final capture', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.capture(id, { amount_to_capture: 4000 });
    const error = await refusal(stripe.paymentIntents.capture(id, { amount_to_capture: 1000 }));
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(4000);
  });

  test(
    'of one held amount by two requests at once takes it once',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create(heldPayment());
      const part = { amount_to_capture: 6000, final_capture: false };
      const outcomes = await Promise.allSettled([
        stripe.paymentIntents.capture(id, part),
        stripe.paymentIntents.capture(id, part),
      ]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(6000);
    },
  );

  test(
    'in several parts needs multicapture, asked for on confirmation',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create(heldPayment({ payment_method_options: {} }));
      const error = await refusal(
        stripe.paymentIntents.capture(id, { amount_to_capture: 4000, final_capture: false }),
      );
      expect(error).toMatchObject({ statusCode: 400, param: 'final_capture' });
      expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(0);
    },
  );

  test('is refused for a payment that was taken at once', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(takenPayment());
    const error = await refusal(stripe.paymentIntents.capture(id));
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
  });

  test('is refused with 404 for an intent that does not exist', async ({ stripe }) => {
    const error = await refusal(stripe.paymentIntents.capture('pi_nobody'));
    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'intent' });
  });

  test('adds metadata to that of the intent, and an empty value removes its key', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment({ metadata: { order: 'o-1', note: 'x' } }));
    const intent = await stripe.paymentIntents.capture(id, { metadata: { capture: 'c-1', note: '' } });
    expect(intent.metadata).toEqual({ order: 'o-1', capture: 'c-1' });
  });
});
