import { jobs } from '@topheavy/api';
import type { Api } from '../world/start-api.ts';
import type { ShopContext } from './context.ts';

type JobName =
  | 'relay outbox'
  | 'sweep payments'
  | 'sweep shipments'
  | 'expire reservations'
  | 'sync stock'
  | 'prune idempotency keys';

export type Occasion = {
  /** For work that falls due: run it as if it were that much later, without moving anybody's clock. */
  readonly minutesLater?: number;
  /** By another process than the usual one. */
  readonly by?: Api;
};

/** The work nobody waits for, done now: each runs once and says how much it did. */
export function background({ world }: ShopContext) {
  const run = (name: JobName, { minutesLater = 0, by = world.api }: Occasion = {}): Promise<number> => {
    const { dependencies } = by;
    const clock = { now: () => new Date(dependencies.clock.now().getTime() + minutesLater * 60_000) };
    const job = jobs({ ...dependencies, clock }).find((one) => one.name === name);
    if (job === undefined) throw new Error(`The API has no background job "${name}".`);
    return job.runOnce();
  };
  return {
    relayOutbox: (occasion?: Occasion) => run('relay outbox', occasion),
    sweepPayments: (occasion?: Occasion) => run('sweep payments', occasion),
    sweepShipments: (occasion?: Occasion) => run('sweep shipments', occasion),
    expireReservations: (occasion?: Occasion) => run('expire reservations', occasion),
    syncStock: (occasion?: Occasion) => run('sync stock', occasion),
    pruneIdempotencyKeys: (occasion?: Occasion) => run('prune idempotency keys', occasion),
    /** Relays until nothing is left: an event may wait for the one before it. */
    async relayAll(occasion?: Occasion): Promise<void> {
      while ((await run('relay outbox', occasion)) > 0);
    },
  };
}
