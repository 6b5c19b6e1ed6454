import { AsyncLocalStorage } from 'node:async_hooks';
import easypost from '@easypost/api';
import { z } from 'zod';
import { refusal } from '../call-failure.ts';
import type { Attempt } from '../call-policy.ts';

export type EasypostConfig = {
  /** The origin: `https://api.easypost.com`, or a fake's. */
  readonly baseUrl: string;
  readonly apiKey: string;
};

// The package's types are for CommonJS, where the class is `default` of what is imported; its ES module,
// which Node loads, exports the class itself.
const EasyPostClient = easypost as unknown as typeof easypost.default;
type EasyPostClient = InstanceType<typeof EasyPostClient>;

/** The parts of superagent's request that the SDK hands to its middleware. */
type SuperagentRequest = {
  redirects(count: number): SuperagentRequest;
  ok(isSuccess: (response: { status: number }) => boolean): SuperagentRequest;
  abort(): unknown;
};

export type EasypostCall = <Answer>(
  attempt: Attempt,
  send: (client: EasyPostClient) => Promise<Answer>,
) => Promise<Answer>;

/**
 * The SDK with what it lacks (8.9.0): its `timeout` option is stored and never applied, there is no
 * signal, and a refusal without EasyPost's error body surfaces as a TypeError without its status. All
 * three are to be had per request only in the client's middleware, which learns through the async
 * context whose request it sees: a client of its own for each call would take 0.36 ms to build.
 */
export function easypostClient({ baseUrl, apiKey }: EasypostConfig): EasypostCall {
  const current = new AsyncLocalStorage<{ attempt: Attempt; status: number }>();

  const client = new EasyPostClient(apiKey, {
    baseUrl: new URL('/v2/', baseUrl).href,
    requestMiddleware: (request: SuperagentRequest) => {
      const exchange = current.getStore();
      if (exchange === undefined) throw new Error('EasyPost is to be called through easypostClient only');
      // `void`: a request is a thenable, and a listener's rejected result would end the process.
      exchange.attempt.signal.addEventListener('abort', () => void request.abort(), { once: true });
      return request.redirects(0).ok(({ status }) => {
        exchange.status = status;
        return status >= 200 && status < 300;
      });
    },
  });

  return async (attempt, send) => {
    const exchange = { attempt, status: 0 };
    try {
      return await current.run(exchange, () => send(client));
    } catch (error) {
      if (exchange.status < 400) throw error;
      throw refusal(exchange.status, errorSchema.safeParse(error).data?.code);
    }
  };
}

const errorSchema = z.object({ code: z.string() });
