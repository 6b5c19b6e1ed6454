import type { Dependencies } from '../dependencies.ts';
import { pruneIdempotencyKeys } from '../idempotency/prune-idempotency-keys.ts';
import { expireReservations } from '../orders/expire-reservations.ts';
import { relayOutbox } from '../outbox/relay-outbox.ts';
import { sweepPayments } from '../payments/sweep-payments.ts';
import { sweepShipments } from '../shipments/sweep-shipments.ts';
import { syncStock } from '../stock/sync-stock.ts';
import type { Job } from './loop.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The work nobody waits for. Each job may run in several processes at once. */
export const jobs = (dependencies: Dependencies): readonly Job[] => [
  { name: 'relay outbox', everyMs: SECOND, runOnce: () => relayOutbox(dependencies) },
  { name: 'sweep payments', everyMs: 5 * SECOND, runOnce: () => sweepPayments(dependencies) },
  { name: 'sweep shipments', everyMs: 5 * SECOND, runOnce: () => sweepShipments(dependencies) },
  { name: 'expire reservations', everyMs: 10 * SECOND, runOnce: () => expireReservations(dependencies) },
  // Returns 0 so that the loop pauses: a sync always has all products to look at.
  { name: 'sync stock', everyMs: 5 * MINUTE, runOnce: async () => (await syncStock(dependencies), 0) },
  { name: 'prune idempotency keys', everyMs: 10 * MINUTE, runOnce: () => pruneIdempotencyKeys(dependencies) },
];
