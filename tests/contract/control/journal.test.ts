import { describe, expect } from 'vitest';
import { heldPayment } from '../stripe/given.ts';
import { refusal, test } from '../stripe/stripe-test.ts';
import { controlWays } from './control-ways.ts';

describe.for(controlWays)('The journal, $way', ({ controlOf }) => {
  test('has each exchange with its request, its answer and its operation', async ({ fakes, stripe }) => {
    const intent = await stripe.paymentIntents.create(heldPayment({ metadata: { order_id: 'o-1' } }), {
      idempotencyKey: 'authorise-1',
    });
    await refusal(stripe.paymentIntents.capture(intent.id, { amount_to_capture: 10_001 }));
    const [created, captured] = await controlOf(fakes).journal();
    expect(created).toMatchObject({
      sequence: 1,
      provider: 'stripe',
      op: 'stripe.payment_intents.create',
      method: 'POST',
      path: '/v1/payment_intents',
      requestBody: { amount: '10000', currency: 'eur', confirm: 'true', metadata: { order_id: 'o-1' } },
      status: 200,
      responseBody: { id: intent.id, status: 'requires_capture' },
      idempotencyKey: 'authorise-1',
      replayed: false,
      faultId: null,
      defect: null,
    });
    expect(created?.responseHeaders['request-id']).toBe(intent.lastResponse.requestId);
    expect(captured).toMatchObject({
      sequence: 2,
      op: 'stripe.payment_intents.capture',
      path: `/v1/payment_intents/${intent.id}/capture`,
      status: 400,
    });
  });

  test('has also what no operation answers, and what has no key', async ({ fakes }) => {
    await fetch(`${fakes.urls.stripe}/v1/orders?limit=1`);
    expect(await controlOf(fakes).journal()).toMatchObject([
      { op: null, method: 'GET', path: '/v1/orders', query: { limit: '1' }, status: 401, requestBody: null },
    ]);
    expect(await fakes.control.takeViolations()).toMatchObject([{ found: 'GET /v1/orders' }]);
  });

  test('counts the attempts of one request and marks the replayed ones', async ({ fakes, stripe }) => {
    const options = { idempotencyKey: 'authorise-1' };
    await stripe.paymentIntents.create(heldPayment(), options);
    await stripe.paymentIntents.create(heldPayment(), options);
    await stripe.paymentIntents.create(heldPayment(), { idempotencyKey: 'authorise-2' });
    const entries = await controlOf(fakes).journal({ op: 'stripe.payment_intents.create' });
    expect(entries.map(({ attempt, replayed }) => [attempt, replayed])).toEqual([
      [1, false],
      [2, true],
      [1, false],
    ]);
  });

  test('can be narrowed by operation, path, method, provider and key', async ({ fakes, stripe }) => {
    const control = controlOf(fakes);
    const { id } = await stripe.paymentIntents.create(heldPayment(), { idempotencyKey: 'k-1' });
    await stripe.paymentIntents.retrieve(id);
    expect(await control.journal({ idempotencyKey: 'k-1' })).toHaveLength(1);
    expect(await control.journal({ op: 'stripe.payment_intents.retrieve' })).toHaveLength(1);
    expect(await control.journal({ method: 'GET', path: `/v1/payment_intents/${id}` })).toHaveLength(1);
    expect(await control.journal({ provider: 'stripe' })).toHaveLength(2);
    expect(await control.journal({ provider: 'resend' })).toEqual([]);
  });

  test('never has a key in it', async ({ fakes, stripe }) => {
    await stripe.paymentIntents.list();
    const entries = await controlOf(fakes).journal();
    expect(entries[0]?.requestHeaders['authorization']).toBe('Bearer [redacted]');
    expect(JSON.stringify(entries)).not.toContain('sk_test_contract');
  });

  test('shows the answer as it was sent, whatever became of the object', async ({ fakes, stripe }) => {
    const { id } = await stripe.paymentIntents.create(heldPayment());
    await stripe.paymentIntents.capture(id);
    const [created] = await controlOf(fakes).journal({ op: 'stripe.payment_intents.create' });
    expect(created?.responseBody).toMatchObject({ status: 'requires_capture', amount_received: 0 });
  });
});
