import { Stripe } from 'stripe';
import { expect } from 'vitest';
import { test as base } from '../target/test-at-target.ts';

/** `stripe` is the official SDK, unmodified, without retries of its own. */
export const test = base.extend('stripe', ({ target }) =>
  stripeClient(target.urls.stripe, 'sk_test_contract'),
);

export const stripeClient = (url: string, key: string): Stripe => {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
};

/** The error that the SDK threw; a call that succeeds fails the test. */
export const refusal = async (
  call: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> => {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof Stripe.errors.StripeError) {
    const { code, doc_url } = outcome.error;
    const page =
      code === undefined ? undefined : `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;
    expect(doc_url, 'the page about the error').toBe(page);
    return outcome.error;
  }
  throw new Error(`Stripe was expected to refuse, but: ${JSON.stringify(outcome)}`);
};
