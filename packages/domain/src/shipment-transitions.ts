/** Our own words for what trackers report; `failed` is also a label that could not be bought. */
export const SHIPMENT_STATUSES = [
  'purchasing',
  'purchased',
  'in_transit',
  'delivered',
  'returned',
  'failed',
] as const;

export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

/** The three ends share a rank: none follows another. */
const RANKS: Readonly<Record<ShipmentStatus, number>> = {
  purchasing: 0,
  purchased: 1,
  in_transit: 2,
  delivered: 3,
  returned: 3,
  failed: 3,
};

/**
 * Whether a shipment moves from `current` to `next`: only ever forwards, because tracker
 * updates come late, twice and out of order. Stages may be skipped, since an update can be lost.
 */
export function shipmentTransition(current: ShipmentStatus, next: ShipmentStatus): boolean {
  return RANKS[next] > RANKS[current];
}

/** The statuses that `next` may follow: the condition of its compare-and-set update. */
export function shipmentStatusesBefore(next: ShipmentStatus): ShipmentStatus[] {
  return SHIPMENT_STATUSES.filter((current) => shipmentTransition(current, next));
}
