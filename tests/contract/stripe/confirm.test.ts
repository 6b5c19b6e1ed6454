import { describe, expect } from 'vitest';
import { chargeOf, heldPayment, takenPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

describe('Stripe: confirming a payment intent', () => {
  test('holds the amount when the capture is manual', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create(heldPayment());
    expect(intent).toMatchObject({
      status: 'requires_capture',
      amount: 10_000,
      amount_capturable: 10_000,
      amount_received: 0,
      currency: 'eur',
      livemode: false,
    });
    const charge = await stripe.charges.retrieve(chargeOf(intent));
    expect(charge).toMatchObject({ status: 'succeeded', paid: true, captured: false, amount_captured: 0 });
  });

  test('takes the amount at once when the capture is automatic', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create(takenPayment());
    expect(intent).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 10_000 });
    const charge = await stripe.charges.retrieve(chargeOf(intent));
    expect(charge).toMatchObject({ captured: true, amount_captured: 10_000, payment_intent: intent.id });
  });

  test('can follow the creation in a request of its own', async ({ stripe }) => {
    const created = await stripe.paymentIntents.create({
      amount: 10_000,
      currency: 'eur',
      allowed_payment_method_types: ['card'],
    });
    expect(created).toMatchObject({ status: 'requires_payment_method', latest_charge: null });
    const updated = await stripe.paymentIntents.update(created.id, { payment_method: 'pm_card_mastercard' });
    expect(updated.status).toBe('requires_confirmation');
    const confirmed = await stripe.paymentIntents.confirm(created.id);
    expect(confirmed.status).toBe('succeeded');
  });

  test('a change adds to the metadata that there is, and an empty text takes all of it away', async ({
    stripe,
  }) => {
    const metadata = { order: 'o-1', note: 'x' };
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'eur', metadata });
    const added = await stripe.paymentIntents.update(id, { metadata: { customer: 'c-1', note: '' } });
    expect(added.metadata).toEqual({ order: 'o-1', customer: 'c-1' });
    expect((await stripe.paymentIntents.update(id, { metadata: '' })).metadata).toEqual({});
    expect((await stripe.paymentIntents.retrieve(id)).metadata).toEqual({});
  });

  test('makes a payment method of its own out of a test token', async ({ stripe }) => {
    const [first, second] = [
      await stripe.paymentIntents.create(takenPayment()),
      await stripe.paymentIntents.create(takenPayment()),
    ];
    expect(first.payment_method).toMatch(/^pm_\w{24}$/);
    expect(second.payment_method).not.toBe(first.payment_method);
  });

  test('is refused without a payment method', async ({ stripe }) => {
    const error = await refusal(
      stripe.paymentIntents.create({
        amount: 500,
        currency: 'eur',
        confirm: true,
        allowed_payment_method_types: ['card'],
      }),
    );
    expect(error).toMatchObject({ statusCode: 400, code: 'parameter_missing', param: 'payment_method' });
  });

  test(
    'leaves nothing behind when it is refused with the creation',
    { tags: 'fake-only' },
    async ({ stripe }) => {
      const { payment_method: _, ...without } = takenPayment();
      await refusal(stripe.paymentIntents.create(without));
      await refusal(stripe.paymentIntents.create(takenPayment({ payment_method: 'pm_nobody' })));
      await refusal(stripe.paymentIntents.create(takenPayment({ amount: 1 })));
      expect((await stripe.paymentIntents.list()).data).toEqual([]);
    },
  );

  test('is refused for an unknown payment method', async ({ stripe }) => {
    const error = await refusal(stripe.paymentIntents.create(takenPayment({ payment_method: 'pm_nobody' })));
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'payment_method',
      message: "No such PaymentMethod: 'pm_nobody'",
    });
  });

  test('asks for a return_url where a payment method could redirect', async ({ stripe }) => {
    const { allowed_payment_method_types: _, ...anyMethod } = takenPayment();
    const error = await refusal(stripe.paymentIntents.create(anyMethod));
    expect(error).toMatchObject({ statusCode: 400, param: 'return_url' });
    const never = { enabled: true, allow_redirects: 'never' } as const;
    const intent = await stripe.paymentIntents.create({ ...anyMethod, automatic_payment_methods: never });
    expect(intent.status).toBe('succeeded');
  });

  test('is refused once the intent has succeeded', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create(takenPayment());
    const error = await refusal(stripe.paymentIntents.confirm(intent.id));
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    expect(error.payment_intent).toMatchObject({ id: intent.id, status: 'succeeded' });
  });

  test(
    'leaves the intent processing while Stripe has no result',
    { tags: 'fake-only' },
    async ({ stripe, control }) => {
      await control.given('stripe', 'slow_confirmation');
      const intent = await stripe.paymentIntents.create(heldPayment());
      expect(intent).toMatchObject({ status: 'processing', amount_capturable: 0, latest_charge: null });
      await control.given('stripe', 'processing_completed', { payment_intent: intent.id });
      expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
        status: 'requires_capture',
        amount_capturable: 10_000,
      });
    },
  );

  test(
    'declines at last what was processing when the bank says no',
    { tags: 'fake-only' },
    async ({ stripe, control }) => {
      await control.given('stripe', 'slow_confirmation');
      const { id } = await stripe.paymentIntents.create(heldPayment());
      await control.given('stripe', 'processing_completed', { payment_intent: id, outcome: 'failed' });
      expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: 'requires_payment_method',
        last_payment_error: { code: 'card_declined' },
      });
    },
  );
});
