import { setTimeout as pause } from 'node:timers/promises';
import type { Answered, Asked, HttpClient } from '../processes/http-client.ts';
import type { Random } from '../processes/random.ts';
import type { ApiFleet } from './api-fleet.ts';

export type Request = Omit<Asked, 'url' | 'idempotencyKey'> & {
  readonly path: string;
  readonly idempotencyKey?: string | undefined;
};

export type Said = Answered & {
  /** The last part of a problem's type; null for a success. */
  readonly slug: string | null;
};

/** A good client: asks again, under the same key, until it knows how its request ended. */
export type Customer = {
  ask(request: Request): Promise<Said>;
  post(path: string, apiKey: string, body: object): Promise<Said>;
};

export type Requests = { count: number; retries: number };

/** After that nobody believes in an answer any more. */
const PATIENCE_MS = 90_000;
const IN_PROGRESS = 'idempotency-key-in-progress';

export function createCustomer(
  fleet: ApiFleet,
  http: HttpClient,
  random: Random,
  requests: Requests,
): Customer {
  const ask = async ({ path, ...request }: Request): Promise<Said> => {
    const until = performance.now() + PATIENCE_MS;
    const idempotencyKey =
      request.idempotencyKey ?? (request.method === 'POST' ? crypto.randomUUID() : undefined);
    let last = 'nothing';
    while (performance.now() < until) {
      requests.count += 1;
      let pauseMs = random.whole(50, 300);
      try {
        const { idempotencyKey: _, ...rest } = request;
        const answered = await http.ask({
          ...rest,
          ...(idempotencyKey !== undefined && { idempotencyKey }),
          url: `${fleet.anyUrl(random)}${path}`,
        });
        const slug = slugOf(answered);
        if (answered.status < 500 && answered.status !== 429 && slug !== IN_PROGRESS)
          return { ...answered, slug };
        last = `${answered.status} ${slug}`;
        pauseMs += Math.min(answered.retryAfterMs ?? 0, 500);
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
      requests.retries += 1;
      await pause(pauseMs);
    }
    throw new Error(
      `${request.method} ${path} got no answer in ${PATIENCE_MS / 1000} s; the last was ${last}`,
    );
  };
  return { ask, post: (path, apiKey, body) => ask({ method: 'POST', path, apiKey, body }) };
}

function slugOf({ status, body }: Answered): string | null {
  if (status < 400) return null;
  const { type = '' } = (body ?? {}) as { type?: string };
  return type.slice(type.lastIndexOf('/') + 1);
}
