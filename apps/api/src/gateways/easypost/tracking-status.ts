import type { TrackingStatus } from '../shipping-gateway.ts';

/** A map: an object would also answer to `constructor`. */
const STATUSES: ReadonlyMap<string, TrackingStatus> = new Map([
  ['pre_transit', 'purchased'],
  ['in_transit', 'in_transit'],
  ['out_for_delivery', 'in_transit'],
  ['available_for_pickup', 'in_transit'],
  ['delivered', 'delivered'],
  ['return_to_sender', 'returned'],
  ['failure', 'failed'],
  ['cancelled', 'failed'],
]);

/**
 * Null where the tracker says nothing about the parcel: `unknown` (no scan yet), `error` (the carrier's
 * tracking is down) and values added after this was written.
 */
export const trackingStatusOf = (status: string): TrackingStatus | null => STATUSES.get(status) ?? null;
