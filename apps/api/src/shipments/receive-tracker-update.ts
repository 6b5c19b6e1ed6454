import { sql } from 'kysely';
import type { Dependencies } from '../dependencies.ts';
import { inTransaction } from '../db/transaction.ts';
import { GatewayError } from '../gateways/gateway-error.ts';
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
 * GatewayError when it does not answer or does not show the label; the update has to come again.
 */
export async function receiveTrackerUpdate(needs: Needs, update: TrackerUpdate): Promise<void> {
  const { status } = update;
  const shipment = await findShipment(needs, update);
  if (status === null || shipment === undefined) return;
  const purchasing = shipment.status === 'purchasing';
  const label = purchasing ? await needs.gateways.shipping.findLabel(shipment.quote_reference) : null;
  // A report about a label that is not there: what we are shown is old. Neither the sweeper's conclusion that
  // the purchase failed, nor to be forgotten: the carrier has to send it again.
  if (purchasing && label === null)
    throw new GatewayError('shipping', 'unavailable', 'no label is shown yet');
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
          : [
              shipment.and([
                // A literal: the index of what is being bought is of no use for any status.
                shipment('status', '=', sql.lit('purchasing')),
                shipment('quote_reference', '=', shipmentReference),
              ]),
            ]),
      ]),
    )
    .executeTakeFirst();
