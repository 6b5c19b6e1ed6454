import { describe, expect } from 'vitest';
import { refusal, stripeClient, test } from './stripe-test.ts';

describe('Stripe: keys', () => {
  test('a test key opens the API', async ({ stripe }) => {
    expect((await stripe.paymentIntents.create({ amount: 500, currency: 'eur' })).livemode).toBe(false);
  });

  for (const key of ['sk_live_contract', 'pk_test_contract', 'nonsense']) {
    test(`${key} is refused with 401 and not repeated in full`, async ({ target }) => {
      const error = await refusal(stripeClient(target.urls.stripe, key).paymentIntents.list());
      expect(error).toMatchObject({ statusCode: 401, type: 'StripeAuthenticationError' });
      expect(error.message).toContain('Invalid API Key provided');
      expect(error.message.includes(key)).toBe(key.length <= 8);
    });
  }

  test('a request without a key is refused with 401', async ({ target }) => {
    const response = await fetch(`${target.urls.stripe}/v1/payment_intents`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining('You did not provide an API key') },
    });
  });

  test('a key may also come as the user name of Basic authentication', async ({ target }) => {
    const authorization = `Basic ${Buffer.from('sk_test_contract:').toString('base64')}`;
    const url = `${target.urls.stripe}/v1/payment_intents/pi_nobody`;
    expect((await fetch(url, { headers: { authorization } })).status).toBe(404);
  });

  test('each answer carries an id of its own and the version it speaks', async ({ stripe }) => {
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
    const retrieve = () => stripe.paymentIntents.retrieve(id);
    const [first, second] = [await retrieve(), await retrieve()];
    expect(first.lastResponse.requestId).toMatch(/^req_\w{14}$/);
    expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
    expect(first.lastResponse.apiVersion).toBe('2026-10-28.endive');
  });
});
