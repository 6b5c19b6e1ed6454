import { Stripe } from 'stripe';
import { CallFailure, refusal } from '../call-failure.ts';

/** The SDK pointed at `baseUrl`, which is an origin: the SDK appends its own `/v1/...`. */
export function stripeClient(config: { baseUrl: string; secretKey: string; deadlineMs: number }): Stripe {
  const { protocol, hostname, port } = new URL(config.baseUrl);
  const secure = protocol === 'https:';
  return new Stripe(config.secretKey, {
    protocol: secure ? 'https' : 'http',
    host: hostname,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    // The SDK takes no signal: a request that the policy has given up ends by this.
    timeout: config.deadlineMs,
    maxNetworkRetries: 0,
    telemetry: false,
    // With the default `node:http` client, `timeout` only bounds the silence between two bytes, and a
    // reset is repeated once even at `maxNetworkRetries: 0`, hidden from our own policy. Over fetch the
    // timeout is total and the one retry is ours (23.1.0, NodeHttpClient.js and RequestSender.js).
    // A redirect is no answer either: following one would resend a POST as a GET.
    httpClient: Stripe.createFetchHttpClient((url, init) => fetch(url, { ...init, redirect: 'manual' })),
  });
}

/**
 * The body of a success answer, unparsed. The SDK looks at the body alone to tell success from
 * failure: an error status without an `error` field comes through as success, and a success
 * status with one is thrown. Here the status decides.
 */
export async function stripeAnswer(call: Promise<Stripe.Response<object>>): Promise<unknown> {
  const answer = await call.catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 400) {
      throw refusal(error.statusCode ?? 0, error.code ?? error.rawType, error);
    }
    throw error;
  });
  const { statusCode } = answer.lastResponse;
  if (statusCode >= 400) throw refusal(statusCode);
  if (statusCode >= 300) throw new CallFailure('unreadable', `answered ${statusCode}`);
  return answer;
}
