import { describe, expect } from 'vitest';
import { heldPayment, takenPayment } from './given.ts';
import { refusal, test } from './stripe-test.ts';

describe('Stripe: amounts are in the smallest unit of the currency', () => {
  for (const [currency, amount] of [
    ['jpy', 50],
    ['eur', 50],
    ['gbp', 30],
    ['kwd', 1230],
  ] as const) {
    test(`${amount} ${currency} can be paid, and is what was received`, async ({ stripe }) => {
      const intent = await stripe.paymentIntents.create(takenPayment({ amount, currency }));
      expect(intent).toMatchObject({ amount, currency, amount_received: amount });
    });
  }

  for (const [currency, amount] of [
    ['jpy', 49],
    ['eur', 49],
    ['gbp', 29],
  ] as const) {
    test(`${amount} ${currency} is below the minimum`, async ({ stripe }) => {
      const error = await refusal(stripe.paymentIntents.create(takenPayment({ amount, currency })));
      expect(error).toMatchObject({ statusCode: 400, code: 'amount_too_small', param: 'amount' });
    });
  }

  test('a ninth digit is too much', async ({ stripe }) => {
    const most = await stripe.paymentIntents.create(takenPayment({ amount: 99_999_999 }));
    expect(most.status).toBe('succeeded');
    const error = await refusal(stripe.paymentIntents.create(takenPayment({ amount: 100_000_000 })));
    expect(error).toMatchObject({ statusCode: 400, code: 'amount_too_large', param: 'amount' });
  });

  test('a three-decimal currency is charged, captured and refunded to the hundredth only', async ({
    stripe,
  }) => {
    const charged = await refusal(
      stripe.paymentIntents.create(heldPayment({ amount: 12_345, currency: 'kwd' })),
    );
    expect(charged).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError', param: 'amount' });
    const { id } = await stripe.paymentIntents.create(heldPayment({ amount: 12_340, currency: 'kwd' }));
    const captured = await refusal(stripe.paymentIntents.capture(id, { amount_to_capture: 12_335 }));
    expect(captured).toMatchObject({ statusCode: 400, param: 'amount_to_capture' });
    await stripe.paymentIntents.capture(id);
    const refunded = await refusal(stripe.refunds.create({ payment_intent: id, amount: 5 }));
    expect(refunded).toMatchObject({ statusCode: 400, param: 'amount' });
    expect((await stripe.refunds.list({ payment_intent: id })).data).toEqual([]);
  });

  for (const amount of [0, -100]) {
    test(`${amount} is no amount`, async ({ stripe }) => {
      const error = await refusal(stripe.paymentIntents.create(takenPayment({ amount })));
      expect(error).toMatchObject({ statusCode: 400, code: 'parameter_invalid_integer', param: 'amount' });
    });
  }

  test('a fraction is no amount', async ({ stripe }) => {
    const error = await refusal(stripe.paymentIntents.create(takenPayment({ amount: 10.5 })));
    expect(error).toMatchObject({ statusCode: 400, code: 'parameter_invalid_integer', param: 'amount' });
  });

  test('the currency is answered in lower case and must be one', async ({ stripe }) => {
    expect((await stripe.paymentIntents.create(takenPayment({ currency: 'EUR' }))).currency).toBe('eur');
    const error = await refusal(stripe.paymentIntents.create(takenPayment({ currency: 'eux' })));
    expect(error).toMatchObject({ statusCode: 400, param: 'currency' });
  });
});

describe('Stripe: parameters', () => {
  test('a missing one is named', async ({ target }) => {
    const response = await post(target.urls.stripe, 'currency=eur');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { type: 'invalid_request_error', code: 'parameter_missing', param: 'amount' },
    });
  });

  test('an unknown one is refused, also payment_method_types, which the API no longer takes', async ({
    target,
  }) => {
    for (const name of ['colour', 'payment_method_types']) {
      const response = await post(target.urls.stripe, `amount=500&currency=eur&${name}[]=card`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: 'parameter_unknown', param: name } });
    }
  });

  test('JSON is no form', async ({ target }) => {
    const response = await post(target.urls.stripe, '{"amount":500}', 'application/json');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  test('an unknown path is answered with 404', { tags: 'unknown-route' }, async ({ target }) => {
    const response = await fetch(`${target.urls.stripe}/v1/orders`, { headers: { authorization } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining('Unrecognized request URL (GET: /v1/orders)') },
    });
  });

  test('expand answers the object in place of its id, and nothing else can be expanded', async ({
    stripe,
  }) => {
    const intent = await stripe.paymentIntents.create(
      takenPayment({ expand: ['latest_charge.payment_intent'] }),
    );
    expect(intent.latest_charge).toMatchObject({
      object: 'charge',
      payment_intent: { object: 'payment_intent', id: intent.id },
    });
    const page = await stripe.paymentIntents.list({ limit: 1, expand: ['data.latest_charge'] });
    expect(page.data[0]?.latest_charge).toMatchObject({ object: 'charge', amount: 10_000 });
    const error = await refusal(stripe.paymentIntents.retrieve(intent.id, { expand: ['colour'] }));
    expect(error).toMatchObject({ statusCode: 400, param: 'expand' });
  });
});

const authorization = 'Bearer sk_test_contract';

const post = (
  url: string,
  body: string,
  contentType = 'application/x-www-form-urlencoded',
): Promise<Response> =>
  fetch(`${url}/v1/payment_intents`, {
    method: 'POST',
    body,
    headers: { authorization, 'content-type': contentType },
  });
