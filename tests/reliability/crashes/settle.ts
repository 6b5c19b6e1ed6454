import type { Shop } from '@topheavy/testbed';

/** Longer than any lease: what the dead process had in hand is due for the others. */
const ALL_DUE_MS = 2 * 60_000;

/** Background work as it goes on in other processes, until all that the dead one began is due and done. */
export async function settle(shop: Shop): Promise<void> {
  await shop.passTime(ALL_DUE_MS);
  await shop.sweepPayments();
  await shop.sweepShipments();
  await shop.expireReservations();
  await shop.syncStock();
  await shop.relayAll();
}
