import type { Shop } from '@topheavy/testbed';

/** Longer than any lease: what the dead process had in hand is due for the others. */
const ALL_DUE_MS = 2 * 60_000;

/**
 * Background work as it goes on in other processes: all that the dead one began is due and done. Twice, as
 * it never ends: what one round begins or has to try again is done in the next, and nothing is done again.
 */
export async function settle(shop: Shop): Promise<void> {
  for (let round = 1; round <= 2; round += 1) {
    await shop.passTime(ALL_DUE_MS);
    await shop.sweepPayments();
    await shop.sweepShipments();
    await shop.expireReservations();
    await shop.syncStock();
    await shop.relayAll();
  }
}
