import type { Dependencies } from '../dependencies.ts';
import { inTransaction } from '../db/transaction.ts';
import type { TrackingStatus } from '../gateways/shipping-gateway.ts';
import { receiveOnce } from '../webhooks/receive-once.ts';
import { applyTracking } from './apply-tracking.ts';
import { recordLabel } from './record-label.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'ids' | 'gateways'>;

type TrackerUpdate = {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly trackerReference: string;
  /** The carrier's shipment that the tracker is of; null for a tracker without one. */
  readonly shipmentReference: string | null;
  /** Null when the update says nothing about the parcel. */
  readonly status: TrackingStatus | null;
};

/**
 * Applies the update to the shipment that has this tracker, once. Carriers are quick: an update can come
 * before the purchase is recorded. Then that is done first, from what the carrier says now. Throws
 * GatewayError when it does not answer; the update has to come again.
 */
export async function receiveTrackerUpdate(needs: Needs, update: TrackerUpdate): Promise<void> {
  const { status } = update;
  const shipment = await findShipment(needs, update);
  if (status === null || shipment === undefined) return;
  const purchasing = shipment.status === 'purchasing';
  const label = purchasing ? await needs.gateways.shipping.findLabel(shipment.quote_reference) : null;
  // Not the sweeper's conclusion that the purchase failed: it may be under way at this moment.
  if (purchasing && label === null) return;
  await inTransaction(needs.db, async (trx) => {
    if (!(await receiveOnce(trx, needs, { provider: 'easypost', id: update.id, type: update.type }))) return;
    if (label !== null) await recordLabel(trx, needs, shipment, label);
    await applyTracking(trx, needs, shipment.id, { ...update, eventId: update.id, status });
  });
}

const findShipment = ({ db }: Needs, { trackerReference, shipmentReference }: TrackerUpdate) =>
  db
    .selectFrom('shipments')
    .select(['id', 'order_id', 'status', 'quote_reference'])
    .where((shipment) =>
      shipment.or([
        shipment('tracker_reference', '=', trackerReference),
        ...(shipmentReference === null
          ? []
          : [shipment.and({ status: 'purchasing', quote_reference: shipmentReference })]),
      ]),
    )
    .executeTakeFirst();
