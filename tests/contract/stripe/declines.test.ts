import { describe, expect } from 'vitest';
import { heldPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

const declines = [
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
  ['pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', undefined],
  ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', undefined],
  ['pm_card_chargeDeclinedProcessingError', 'processing_error', undefined],
] as const;

describe('Stripe: declined cards', () => {
  for (const [token, code, declineCode] of declines) {
    test(`${token} is answered with status 402 and ${declineCode ?? code}`, async ({ stripe }) => {
      const error = await refusal(stripe.paymentIntents.create(heldPayment({ payment_method: token })));
      expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code });
      // The SDK makes an absent decline code an empty text.
      expect(error.decline_code).toBe(declineCode ?? '');
      expect(error.doc_url).toContain(code.replaceAll('_', '-'));
    });
  }

  test('leave an intent that keeps the error, the failed charge and no money', async ({ stripe }) => {
    const error = await refusal(
      stripe.paymentIntents.create(heldPayment({ payment_method: 'pm_card_visa_chargeDeclined' })),
    );
    const intent = await stripe.paymentIntents.retrieve(String(error.payment_intent?.id));
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      amount_capturable: 0,
      amount_received: 0,
      payment_method: null,
      last_payment_error: { type: 'card_error', code: 'card_declined', charge: error.charge },
    });
    const charge = await stripe.charges.retrieve(String(error.charge));
    expect(charge).toMatchObject({ status: 'failed', paid: false, failure_code: 'card_declined' });
  });

  test('can be followed by another card on the same intent', async ({ stripe }) => {
    const error = await refusal(
      stripe.paymentIntents.create(heldPayment({ payment_method: 'pm_card_visa_chargeDeclined' })),
    );
    const intent = await stripe.paymentIntents.confirm(String(error.payment_intent?.id), {
      payment_method: 'pm_card_visa',
    });
    expect(intent).toMatchObject({ status: 'requires_capture', last_payment_error: null });
    expect(intent.latest_charge).not.toBe(error.charge);
  });
});

describe('Stripe: cards that ask the customer', () => {
  for (const token of ['pm_card_authenticationRequired', 'pm_card_threeDSecure2Required']) {
    test(
      `${token} requires an action at the bank before anything is held`,
      { tags: 'fake-only' },
      async ({ stripe, control }) => {
        const intent = await stripe.paymentIntents.create(
          heldPayment({ payment_method: token, return_url: 'https://shop.example/return' }),
        );
        expect(intent).toMatchObject({
          status: 'requires_action',
          amount_capturable: 0,
          latest_charge: null,
        });
        expect(intent.next_action).toMatchObject({
          type: 'redirect_to_url',
          redirect_to_url: { return_url: 'https://shop.example/return' },
        });
        await control.given('stripe', 'action_completed', { payment_intent: intent.id });
        expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
          status: 'requires_capture',
          amount_capturable: 10_000,
          next_action: null,
        });
      },
    );
  }

  test('without a return_url the action is one for the SDK of the browser', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create(
      heldPayment({ payment_method: 'pm_card_authenticationRequired' }),
    );
    expect(intent.next_action?.type).toBe('use_stripe_sdk');
  });

  test(
    'a failed authentication returns the intent to requires_payment_method',
    { tags: 'fake-only' },
    async ({ stripe, control }) => {
      const { id } = await stripe.paymentIntents.create(
        heldPayment({ payment_method: 'pm_card_authenticationRequired' }),
      );
      await control.given('stripe', 'action_completed', { payment_intent: id, outcome: 'failed' });
      expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: 'requires_payment_method',
        last_payment_error: { code: 'payment_intent_authentication_failure' },
      });
    },
  );

  test('are declined where nobody is there to be asked', async ({ stripe }) => {
    const params = heldPayment({ payment_method: 'pm_card_authenticationRequired' });
    for (const unattended of [{ off_session: true }, { error_on_requires_action: true }]) {
      const error = await refusal(stripe.paymentIntents.create({ ...params, ...unattended }));
      expect(error).toMatchObject({ statusCode: 402, code: 'authentication_required' });
    }
  });
});
