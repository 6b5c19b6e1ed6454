import { jobs } from '@topheavy/api';
import type { ShopContext } from './context.ts';

type JobName =
  | 'relay outbox'
  | 'sweep payments'
  | 'sweep shipments'
  | 'expire reservations'
  | 'sync stock'
  | 'prune idempotency keys';

/** For work that falls due: run it as if it were that much later, without moving anybody's clock. */
export type Later = { readonly minutesLater?: number };

/** The work nobody waits for, done now: each runs once and says how much it did. */
export function background({ world }: ShopContext) {
  const run = (name: JobName, { minutesLater = 0 }: Later = {}): Promise<number> => {
    const { dependencies } = world.api;
    const clock = { now: () => new Date(dependencies.clock.now().getTime() + minutesLater * 60_000) };
    const job = jobs({ ...dependencies, clock }).find((one) => one.name === name);
    if (job === undefined) throw new Error(`The API has no background job "${name}".`);
    return job.runOnce();
  };
  return {
    relayOutbox: () => run('relay outbox'),
    sweepPayments: (later?: Later) => run('sweep payments', later),
    sweepShipments: (later?: Later) => run('sweep shipments', later),
    expireReservations: () => run('expire reservations'),
    syncStock: () => run('sync stock'),
    pruneIdempotencyKeys: () => run('prune idempotency keys'),
    /** Relays until nothing is left: an event may wait for the one before it. */
    async relayAll(): Promise<void> {
      while ((await run('relay outbox')) > 0);
    },
  };
}
