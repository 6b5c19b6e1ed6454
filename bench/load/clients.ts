import type { Accounts } from '@topheavy/demo';
import type { OrderBelief } from '../verdict/index.ts';
import type { HttpClient } from '../processes/http-client.ts';
import type { Random } from '../processes/random.ts';
import { liveOneOrder, OPERATIONS, type OperationName, type Post } from './life-of-an-order.ts';
import type { Carts } from './ready-carts.ts';

/** What the clients saw; a warm-up has one of its own. */
export type Tally = {
  readonly latenciesMs: Record<OperationName, number[]>;
  /** Answers that a good client asks again for, with the same key. */
  retries: number;
  readonly errors: string[];
};

export const newTally = (): Tally => ({
  latenciesMs: Object.fromEntries(OPERATIONS.map((name) => [name, [] as number[]])) as Tally['latenciesMs'],
  retries: 0,
  errors: [],
});

type World = {
  readonly apiUrl: string;
  readonly accounts: Accounts;
  readonly http: HttpClient;
  readonly carts: Carts;
  readonly random: Random;
};

const ATTEMPTS = 5;
const PAUSE_MS = 200;

/**
 * As many clients as asked for, each with one order after the other until the time is over; an order that
 * was begun is ended. Answers what they were told.
 */
export async function runClients(
  world: World,
  clients: number,
  ms: number,
  tally: Tally,
): Promise<OrderBelief[]> {
  const until = performance.now() + ms;
  const beliefs: OrderBelief[] = [];
  const post = postWith(world.http, tally);
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const cart = world.carts.take();
        const refundMinor = world.random.whole(1, cart.totalMinor);
        try {
          beliefs.push(await liveOneOrder(world.apiUrl, world.accounts, cart, refundMinor, post));
        } catch (error) {
          tally.errors.push(error instanceof Error ? error.message : String(error));
          if (tally.errors.length > 100) throw error;
        }
      }
    }),
  );
  return beliefs;
}

const postWith =
  (http: HttpClient, tally: Tally): Post =>
  async (operation, request) => {
    const idempotencyKey = crypto.randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const startedAt = performance.now();
      try {
        const answered = await http.ask({ method: 'POST', ...request, idempotencyKey });
        if (answered.status < 500 || attempt === ATTEMPTS) {
          tally.latenciesMs[operation].push(performance.now() - startedAt);
          return answered;
        }
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
      }
      tally.retries += 1;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
