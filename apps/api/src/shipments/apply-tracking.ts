import { shipmentTransition } from '@topheavy/domain';
import type { Transaction } from 'kysely';
import { lockShipment } from '../db/locks.ts';
import type { Database } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { TrackingStatus } from '../gateways/shipping-gateway.ts';
import { appendShipmentEvent } from './append-shipment-event.ts';

export type TrackingUpdate = {
  readonly eventId: string;
  readonly status: TrackingStatus;
  readonly occurredAt: Date;
};

/**
 * Adds what the carrier reports to the shipment's history. Its status only moves forward, because
 * updates come late and out of order; the history shows each at the time it is about.
 */
export async function applyTracking(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  shipmentId: string,
  { eventId, status, occurredAt }: TrackingUpdate,
): Promise<void> {
  const current = await lockShipment(trx, shipmentId);
  if (current === undefined) return;
  await trx
    .insertInto('tracking_updates')
    .values({ shipment_id: shipmentId, event_id: eventId, status, occurred_at: occurredAt })
    .execute();
  const shipment = await trx
    .updateTable('shipments')
    .set((column) => ({
      status: shipmentTransition(current.status, status) ? status : current.status,
      updated_at: deps.clock.now(),
      version: column('version', '+', 1),
    }))
    .where('id', '=', shipmentId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendShipmentEvent(trx, deps, 'shipment.tracked', shipment);
}
