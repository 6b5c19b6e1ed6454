import { describe, expect } from 'vitest';
import { heldPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

const hourMs = 60 * 60 * 1000;

describe('Stripe: idempotency keys', () => {
  test('the same request again is answered from memory and does nothing', async ({ stripe }) => {
    const options = { idempotencyKey: 'authorise-1' };
    const first = await stripe.paymentIntents.create(heldPayment(), options);
    const again = await stripe.paymentIntents.create(heldPayment(), options);
    expect(again.id).toBe(first.id);
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  });

  test(
    'the answer replayed is the first one, whatever has happened since',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create(heldPayment());
      const capture = () =>
        stripe.paymentIntents.capture(
          id,
          { amount_to_capture: 4000, final_capture: false },
          { idempotencyKey: 'capture-1' },
        );
      await capture();
      await stripe.paymentIntents.capture(id, { amount_to_capture: 1000, final_capture: false });
      expect((await capture()).amount_received).toBe(4000);
      expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(5000);
    },
  );

  test(
    'one intent is made under a key, declined, repeated or misused',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      const intents = async () => (await stripe.paymentIntents.list()).data.length;
      const options = { idempotencyKey: 'authorise-1' };
      await stripe.paymentIntents.create(heldPayment(), options);
      await stripe.paymentIntents.create(heldPayment(), options);
      await refusal(stripe.paymentIntents.create(heldPayment({ amount: 500 }), options));
      expect(await intents()).toBe(1);

      const declined = heldPayment({ payment_method: 'pm_card_visa_chargeDeclined' });
      await refusal(stripe.paymentIntents.create(declined, { idempotencyKey: 'authorise-2' }));
      await refusal(stripe.paymentIntents.create(declined, { idempotencyKey: 'authorise-2' }));
      expect(await intents()).toBe(2);
    },
  );

  test('a key of one intent is refused at another, though nothing else differs', async ({ stripe }) => {
    const [one, other] = [
      await stripe.paymentIntents.create(heldPayment()),
      await stripe.paymentIntents.create(heldPayment()),
    ];
    const options = { idempotencyKey: 'capture-5' };
    await stripe.paymentIntents.capture(one.id, {}, options);

    const error = await refusal(stripe.paymentIntents.capture(other.id, {}, options));

    expect(error).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
    expect(await stripe.paymentIntents.retrieve(other.id)).toMatchObject({ amount_received: 0 });
  });

  test('a capture under a key takes the money once', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    const capture = () =>
      stripe.paymentIntents.capture(id, { amount_to_capture: 4000 }, { idempotencyKey: 'capture-4' });
    await capture();
    await stripe.refunds.create({ payment_intent: id, amount: 1000 });
    const again = await capture();
    expect(again).toMatchObject({ status: 'succeeded', amount_received: 4000 });
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  });

  test('a refusal is replayed too, once the request had begun to execute', async ({ stripe }) => {
    const declined = heldPayment({ payment_method: 'pm_card_visa_chargeDeclined' });
    const options = { idempotencyKey: 'authorise-2' };
    const first = await refusal(stripe.paymentIntents.create(declined, options));
    const again = await refusal(stripe.paymentIntents.create(declined, options));
    expect(again).toMatchObject({ statusCode: 402, code: 'card_declined', charge: first.charge });
    expect(again.headers?.['idempotent-replayed']).toBe('true');

    const { id } = await stripe.paymentIntents.create(heldPayment());
    const tooMuch = () =>
      refusal(
        stripe.paymentIntents.capture(id, { amount_to_capture: 10_001 }, { idempotencyKey: 'capture-2' }),
      );
    expect((await tooMuch()).headers?.['idempotent-replayed']).toBeUndefined();
    expect((await tooMuch()).headers?.['idempotent-replayed']).toBe('true');
  });

  test('invalid parameters do not use up the key', async ({ stripe }) => {
    const options = { idempotencyKey: 'authorise-3' };
    await refusal(stripe.paymentIntents.create(heldPayment({ amount: 0 }), options));
    const intent = await stripe.paymentIntents.create(heldPayment(), options);
    expect(intent.status).toBe('requires_capture');
  });

  test('other parameters under the same key are refused', async ({ stripe }) => {
    const options = { idempotencyKey: 'authorise-4' };
    await stripe.paymentIntents.create(heldPayment(), options);
    const error = await refusal(stripe.paymentIntents.create(heldPayment({ amount: 500 }), options));
    expect(error).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
  });

  test('the same key at another operation is refused', async ({ stripe }) => {
    const options = { idempotencyKey: 'authorise-5' };
    const { id } = await stripe.paymentIntents.create(heldPayment(), options);
    const error = await refusal(stripe.paymentIntents.capture(id, {}, options));
    expect(error).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
  });

  test(
    'a request under the key of one still running is refused with 409',
    { tags: 'fake-only' },
    async ({ stripe, control }) => {
      const { id } = await stripe.paymentIntents.create(heldPayment());
      const fault = await control.arm({
        on: { op: 'stripe.payment_intents.capture' },
        phase: 'before-effect',
        effect: { kind: 'hold' },
      });
      const capture = () => stripe.paymentIntents.capture(id, {}, { idempotencyKey: 'capture-3' });
      const first = capture();
      await control.untilHeld(fault);
      expect(await refusal(capture())).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
      await control.release(fault);
      expect((await first).status).toBe('succeeded');
      expect((await capture()).status).toBe('succeeded');
    },
  );

  test('keys are forgotten after a day', { tags: 'fake-only' }, async ({ stripe, control }) => {
    const options = { idempotencyKey: 'authorise-6' };
    const first = await stripe.paymentIntents.create(heldPayment(), options);
    await control.advanceClock(23 * hourMs);
    expect((await stripe.paymentIntents.create(heldPayment(), options)).id).toBe(first.id);
    await control.advanceClock(hourMs);
    expect((await stripe.paymentIntents.create(heldPayment(), options)).id).not.toBe(first.id);
  });
});
