import { describe, expect } from 'vitest';
import { chargeOf, heldPayment, takenPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

describe('Stripe: refunds', () => {
  test('give back all that remains when no amount is given', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create(takenPayment());
    const { id } = intent;
    const chargeId = chargeOf(intent);
    const refund = await stripe.refunds.create({ payment_intent: id, metadata: { refund_id: 'r-1' } });
    expect(refund).toMatchObject({
      status: 'succeeded',
      amount: 10_000,
      currency: 'eur',
      payment_intent: id,
      charge: chargeId,
      metadata: { refund_id: 'r-1' },
    });
    const charge = await stripe.charges.retrieve(chargeId);
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 10_000 });
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ id: refund.id, amount: 10_000 });
  });

  test('in parts add up to the whole and not beyond', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create(takenPayment());
    const { id } = intent;
    const chargeId = chargeOf(intent);
    await stripe.refunds.create({ payment_intent: id, amount: 3000 });
    await stripe.refunds.create({ charge: chargeId, amount: 3000 });
    expect((await stripe.charges.retrieve(chargeId)).refunded).toBe(false);
    const tooMuch = await refusal(stripe.refunds.create({ payment_intent: id, amount: 4001 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(tooMuch.message).toContain('greater than unrefunded amount on charge');
    await stripe.refunds.create({ payment_intent: id, amount: 4000 });
    const again = await refusal(stripe.refunds.create({ payment_intent: id, amount: 1 }));
    expect(again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    expect((await stripe.refunds.list({ payment_intent: id })).data).toHaveLength(3);
  });

  test('give back no more than was captured of what was held', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.capture(id, { amount_to_capture: 4000 });
    const error = await refusal(stripe.refunds.create({ payment_intent: id, amount: 4001 }));
    expect(error).toMatchObject({ statusCode: 400, param: 'amount' });
    expect((await stripe.refunds.create({ payment_intent: id })).amount).toBe(4000);
  });

  test('are refused while nothing is captured', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create(heldPayment());
    const { id } = intent;
    const chargeId = chargeOf(intent);
    const byIntent = await refusal(stripe.refunds.create({ payment_intent: id }));
    expect(byIntent).toMatchObject({ statusCode: 400, param: 'payment_intent' });
    const byCharge = await refusal(stripe.refunds.create({ charge: chargeId }));
    expect(byCharge).toMatchObject({ statusCode: 400, param: 'charge' });
    expect((await stripe.refunds.list({ payment_intent: id })).data).toEqual([]);
  });

  test(
    'can wait at the bank, count against the rest meanwhile, and succeed later',
    { tags: 'fake-only' },
    async ({ stripe, control }) => {
      const { id } = await stripe.paymentIntents.create(takenPayment());
      await control.given('stripe', 'pending_refund', { payment_intent: id });
      const refund = await stripe.refunds.create({ payment_intent: id, amount: 9000 });
      expect(refund.status).toBe('pending');
      expect((await refusal(stripe.refunds.create({ payment_intent: id, amount: 1001 }))).statusCode).toBe(
        400,
      );
      await control.given('stripe', 'refund_succeeded', { refund: refund.id });
      expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
    },
  );

  test('that fail can be tried again', { tags: 'fake-only' }, async ({ stripe, control }) => {
    const intent = await stripe.paymentIntents.create(takenPayment());
    const { id } = intent;
    const chargeId = chargeOf(intent);
    const refund = await stripe.refunds.create({ payment_intent: id });
    await control.given('stripe', 'refund_failed', {
      refund: refund.id,
      failure_reason: 'lost_or_stolen_card',
    });
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'lost_or_stolen_card',
    });
    expect(await stripe.charges.retrieve(chargeId)).toMatchObject({
      refunded: false,
      amount_refunded: 0,
    });
    expect((await stripe.refunds.create({ payment_intent: id })).amount).toBe(10_000);
  });

  test('need to know what to refund', async ({ stripe }) => {
    expect(await refusal(stripe.refunds.create({}))).toMatchObject({
      statusCode: 400,
      code: 'parameter_missing',
    });
    expect(await refusal(stripe.refunds.create({ payment_intent: 'pi_nobody' }))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    expect(await refusal(stripe.refunds.create({ charge: 'ch_nobody' }))).toMatchObject({ statusCode: 404 });
    expect(await refusal(stripe.refunds.retrieve('re_nobody'))).toMatchObject({ statusCode: 404 });
    expect(await refusal(stripe.charges.retrieve('ch_nobody'))).toMatchObject({ statusCode: 404 });
  });
});
