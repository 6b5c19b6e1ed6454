import { jobs } from '@topheavy/api';
import type { ShopContext } from './context.ts';

type JobName =
  | 'relay outbox'
  | 'sweep payments'
  | 'sweep shipments'
  | 'expire reservations'
  | 'sync stock'
  | 'prune idempotency keys';

/** The work nobody waits for, done now: each runs once and says how much it did. */
export function background({ world }: ShopContext) {
  const run = (name: JobName): Promise<number> => {
    const job = jobs(world.api.dependencies).find((one) => one.name === name);
    if (job === undefined) throw new Error(`The API has no background job "${name}".`);
    return job.runOnce();
  };
  return {
    relayOutbox: () => run('relay outbox'),
    sweepPayments: () => run('sweep payments'),
    sweepShipments: () => run('sweep shipments'),
    expireReservations: () => run('expire reservations'),
    syncStock: () => run('sync stock'),
    pruneIdempotencyKeys: () => run('prune idempotency keys'),
    /** Relays until nothing is left: an event may wait for the one before it. */
    async relayAll(): Promise<void> {
      while ((await run('relay outbox')) > 0);
    },
  };
}
