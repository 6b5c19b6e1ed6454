import type Stripe from 'stripe';
import { describe, expect } from 'vitest';
import { chargeOf, heldPayment, takenPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

type Intent = Stripe.PaymentIntent;

const named = { metadata: { payment_id: 'p-1' } };

/** Ways to an intent, each answered by another operation. The last two end in a refusal that shows it. */
const ways: Record<string, (stripe: Stripe) => Promise<Intent>> = {
  created: async (stripe) => {
    const { confirm: _confirm, payment_method: _method, ...params } = takenPayment(named);
    return stripe.paymentIntents.create(params);
  },
  confirmed: async (stripe) => {
    const { confirm: _, ...params } = heldPayment(named);
    const { id } = await stripe.paymentIntents.create(params);
    return stripe.paymentIntents.confirm(id);
  },
  'taken at once': (stripe) => stripe.paymentIntents.create(takenPayment(named)),
  'taken by whatever method the account has': (stripe) => {
    const { allowed_payment_method_types: _, ...params } = takenPayment(named);
    const methods = { enabled: true, allow_redirects: 'never' } as const;
    return stripe.paymentIntents.create({ ...params, automatic_payment_methods: methods });
  },
  held: (stripe) => stripe.paymentIntents.create(heldPayment(named)),
  'captured in part': async (stripe) => {
    const { id } = await stripe.paymentIntents.create(heldPayment(named));
    return stripe.paymentIntents.capture(id, { amount_to_capture: 4000, final_capture: false });
  },
  captured: async (stripe) => {
    const { id } = await stripe.paymentIntents.create(heldPayment(named));
    return stripe.paymentIntents.capture(id, { amount_to_capture: 4000 });
  },
  cancelled: async (stripe) => {
    const { id } = await stripe.paymentIntents.create(heldPayment(named));
    return stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
  },
  'waiting for the customer': (stripe) =>
    stripe.paymentIntents.create(
      heldPayment({
        ...named,
        payment_method: 'pm_card_authenticationRequired',
        return_url: 'https://shop.example/return',
      }),
    ),
  declined: async (stripe) => {
    const params = heldPayment({ ...named, payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' });
    return (await refusal(stripe.paymentIntents.create(params))).payment_intent as Intent;
  },
};

describe.for(Object.entries(ways))('Stripe: a payment intent that was %s', ([, make]) => {
  test('is retrieved as it was answered', async ({ stripe }) => {
    const intent = await make(stripe);

    expect(await stripe.paymentIntents.retrieve(intent.id)).toEqual(intent);
  });

  test('is listed, found and told of as it was answered', { tags: 'fake-only' }, async ({ stripe }) => {
    const intent = await make(stripe);

    const { data: listed } = await stripe.paymentIntents.list();
    expect(listed).toEqual([intent]);
    const { data: found } = await stripe.paymentIntents.search({ query: "metadata['payment_id']:'p-1'" });
    expect(found).toEqual([intent]);
    const { data: events } = await stripe.events.list();
    const event = events.find(({ type }) => type.startsWith('payment_intent.'));
    expect(event?.data.object).toEqual(intent);
    expect(await stripe.events.retrieve(String(event?.id))).toEqual(event);
  });

  test('has one charge, wherever it is read', { tags: 'fake-only' }, async ({ stripe }) => {
    const { id } = await make(stripe);

    const intent = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    const { data: events } = await stripe.events.list();
    const event = events.find(({ type }) => type.startsWith('charge.'));
    const charge = intent.latest_charge === null ? null : (intent.latest_charge as Stripe.Charge);
    expect(event?.data.object ?? null).toEqual(charge);
    const read = charge === null ? null : await stripe.charges.retrieve(charge.id);
    expect(read).toEqual(charge);
  });
});

describe('Stripe: what is refused', () => {
  const wrongMoment: Record<string, (stripe: Stripe, id: string) => Promise<Intent>> = {
    'a second capture': (stripe, id) => stripe.paymentIntents.capture(id),
    'a second confirmation': (stripe, id) => stripe.paymentIntents.confirm(id),
    'to cancel what was taken': (stripe, id) => stripe.paymentIntents.cancel(id),
    'to change what was taken': (stripe, id) => stripe.paymentIntents.update(id, { amount: 1 }),
  };

  test.for(Object.entries(wrongMoment))('%s shows the intent as it is', async ([, call], { stripe }) => {
    const held = await stripe.paymentIntents.create(heldPayment());
    const intent = await stripe.paymentIntents.capture(held.id);
    const error = await refusal(call(stripe, intent.id));
    expect(error.payment_intent).toEqual(intent);
  });

  test('a card that is declined is shown as it was given', async ({ stripe }) => {
    const params = heldPayment({ payment_method: 'pm_card_visa_chargeDeclined' });
    const error = await refusal(stripe.paymentIntents.create(params));
    expect(error.payment_method).toMatchObject({
      type: 'card',
      card: { brand: 'visa', display_brand: 'visa', country: 'US', funding: 'credit', last4: '0002' },
    });
    expect(error.payment_intent?.last_payment_error?.payment_method).toEqual(error.payment_method);
  });

  const unknown: Record<string, readonly [(stripe: Stripe) => Promise<unknown>, param: string]> = {
    'an intent to retrieve': [(stripe) => stripe.paymentIntents.retrieve('pi_nobody'), 'intent'],
    'an intent to change': [(stripe) => stripe.paymentIntents.update('pi_nobody', { amount: 1 }), 'intent'],
    'an intent to confirm': [(stripe) => stripe.paymentIntents.confirm('pi_nobody'), 'intent'],
    'an intent to capture': [(stripe) => stripe.paymentIntents.capture('pi_nobody'), 'intent'],
    'an intent to cancel': [(stripe) => stripe.paymentIntents.cancel('pi_nobody'), 'intent'],
    'an intent to refund': [
      (stripe) => stripe.refunds.create({ payment_intent: 'pi_nobody' }),
      'payment_intent',
    ],
    'a charge to refund': [(stripe) => stripe.refunds.create({ charge: 'ch_nobody' }), 'charge'],
    'a charge': [(stripe) => stripe.charges.retrieve('ch_nobody'), 'id'],
    'a refund': [(stripe) => stripe.refunds.retrieve('re_nobody'), 'id'],
    'an event': [(stripe) => stripe.events.retrieve('evt_nobody'), 'id'],
  };

  test.for(Object.entries(unknown))(
    '%s that does not exist names the parameter',
    async ([, [call, param]], { stripe }) => {
      expect(await refusal(call(stripe))).toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
        param,
        message: expect.stringMatching(/^No such \w+: '\w+_nobody'$/),
      });
    },
  );

  test.for([
    ['payment intents', (stripe: Stripe) => stripe.paymentIntents.list({ limit: 101 })],
    ['refunds', (stripe: Stripe) => stripe.refunds.list({ limit: 101 })],
    ['events', (stripe: Stripe) => stripe.events.list({ limit: 101 })],
  ] as const)('a list of more than 100 %s', async ([, list], { stripe }) => {
    expect(await refusal(list(stripe))).toMatchObject({ statusCode: 400, param: 'limit' });
  });
});

describe('Stripe: a refund', () => {
  test('is the same wherever it is read', async ({ stripe }) => {
    const intent = await stripe.paymentIntents.create(takenPayment());
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 2500 });

    expect(refund).toMatchObject({
      amount: 2500,
      destination_details: {
        type: 'card',
        card: { type: 'refund', reference_status: 'pending', reference_type: 'acquirer_reference_number' },
      },
    });
    expect(await stripe.refunds.retrieve(refund.id)).toEqual(refund);
    expect((await stripe.refunds.list({ charge: chargeOf(intent) })).data).toEqual([refund]);
  });

  test('is told of as it was answered', { tags: 'fake-only' }, async ({ stripe, control }) => {
    const { id } = await stripe.paymentIntents.create(takenPayment());
    await control.given('stripe', 'pending_refund', { payment_intent: id });
    const refund = await stripe.refunds.create({ payment_intent: id, amount: 2500 });

    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
    expect(await stripe.refunds.retrieve(refund.id)).toEqual(refund);
    const { data: events } = await stripe.events.list({ type: 'refund.created' });
    expect(events.map(({ data }) => data.object)).toEqual([refund]);
  });
});
