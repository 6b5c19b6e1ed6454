import { describe, expect } from 'vitest';
import { refusal, stripeClient, test } from './stripe-test.ts';

describe('Stripe: keys', () => {
  test('a test key opens the API', async ({ stripe }) => {
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
  });

  for (const key of ['sk_live_contract', 'pk_test_contract', 'nonsense']) {
    test(`${key} is refused with 401 and not repeated in full`, async ({ fakes }) => {
      const error = await refusal(stripeClient(fakes.urls.stripe, key).paymentIntents.list());
      expect(error).toMatchObject({ statusCode: 401, type: 'StripeAuthenticationError' });
      expect(error.message).toContain('Invalid API Key provided');
      expect(error.message.includes(key)).toBe(key.length <= 8);
    });
  }

  test('a request without a key is refused with 401', async ({ fakes }) => {
    const response = await fetch(`${fakes.urls.stripe}/v1/payment_intents`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining('You did not provide an API key') },
    });
  });

  test('a key may also come as the user name of Basic authentication', async ({ fakes }) => {
    const authorization = `Basic ${Buffer.from('sk_test_contract:').toString('base64')}`;
    const response = await fetch(`${fakes.urls.stripe}/v1/payment_intents`, { headers: { authorization } });
    expect(response.status).toBe(200);
  });

  test('each answer carries an id of its own and the version it speaks', async ({ stripe }) => {
    const [first, second] = [await stripe.paymentIntents.list(), await stripe.paymentIntents.list()];
    expect(first.lastResponse.requestId).toMatch(/^req_\w{14}$/);
    expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
    expect(first.lastResponse.apiVersion).toBe('2026-10-28.endive');
  });
});
