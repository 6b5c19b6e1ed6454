import type { ApiProcess } from '@topheavy/testbed/processes';
import { EASYPOST_WEBHOOK_SECRET, STRIPE_WEBHOOK_SECRETS } from '@topheavy/testbed/processes';
import type { Environment, OpenShop } from '../processes/open-shop.ts';
import type { Random } from '../processes/random.ts';
import type { Kill } from './needless-repeats.ts';

/** Several API processes on one database, of which any may be killed. */
export type ApiFleet = {
  readonly size: number;
  /** One that is believed to run. */
  anyUrl(random: Random): string;
  /** SIGKILL, and another one in its place at once. Resolves when it is dead, not when the other listens. */
  kill(index: number): Promise<void>;
  /** All until now. */
  kills(): readonly Kill[];
  /** Resolves when all of them listen. */
  settled(): Promise<void>;
  /** In good order: what is under way is finished. */
  stop(): Promise<void>;
};

const DEADLINE_MS = 800;

/**
 * As in production, but less patient, so that minutes show what takes hours there. The proportions stay: a
 * lease outlives all calls of a request, and a sweeper looks when the lease is over.
 */
const IMPATIENT: Environment = {
  BACKGROUND: 'on',
  GATEWAY_DEADLINE_MS: String(DEADLINE_MS),
  GATEWAY_RETRY_DELAY_MS: '20',
  IDEMPOTENCY_LEASE_MS: '3000',
  SETTLE_AFTER_MS: '6000',
  RATES_FRESH_MINUTES: '1',
};

/** How long a relay has events to itself: three deadlines. */
export const RELAY_LEASE_MS = 3 * DEADLINE_MS;

export async function startFleet(
  shop: OpenShop,
  size: number,
  reservationMinutes: number,
): Promise<ApiFleet> {
  const start = (): Promise<ApiProcess> =>
    shop.startApi({ ...IMPATIENT, RESERVATION_MINUTES: String(reservationMinutes) });
  const running: (ApiProcess | null)[] = await Promise.all(Array.from({ length: size }, start));
  const starting = new Map<number, Promise<void>>();
  const kills: Kill[] = [];
  const urls = (): string[] => running.flatMap((api) => api?.url ?? []);
  const deliverToFirst = async (): Promise<void> => {
    const [url] = urls();
    if (url === undefined) return;
    const targets = { stripe: STRIPE_WEBHOOK_SECRETS, easypost: [EASYPOST_WEBHOOK_SECRET] } as const;
    for (const [provider, secrets] of Object.entries(targets) as ['stripe' | 'easypost', readonly string[]][])
      await shop.fakes.control.setWebhookTarget(provider, {
        url: `${url}/v1/webhooks/${provider}`,
        secrets: [...secrets],
      });
  };
  await deliverToFirst();
  const replace = async (index: number): Promise<void> => {
    running[index] = await start();
    await deliverToFirst();
  };
  let last = urls();
  return {
    size,
    anyUrl(random) {
      const [first, ...others] = urls();
      if (first !== undefined) last = [first, ...others];
      const [known = '', ...more] = last;
      return random.pick([known, ...more]);
    },
    async kill(index) {
      const api = running[index];
      // It is being started: one cannot kill more than all.
      if (api === null || api === undefined) return;
      const fromMs = Date.now();
      api.signal('SIGKILL');
      await api.ended;
      kills.push({ fromMs, toMs: Date.now() });
      api.http.close();
      running[index] = null;
      starting.set(index, replace(index));
    },
    kills: () => kills,
    settled: async () => {
      await Promise.all(starting.values());
    },
    stop: async () => {
      await Promise.all(running.filter((api) => api !== null).map((api) => api.stop()));
    },
  };
}
