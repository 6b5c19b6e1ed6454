import type { Transaction } from 'kysely';
import type { Database, ShipmentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { appendEvent } from '../outbox/append-event.ts';

export type ShipmentEventType =
  | 'shipment.requested'
  | 'shipment.purchased'
  | 'shipment.failed'
  | 'shipment.tracked';

/** Reports the version that `shipment` now has. */
export const appendShipmentEvent = (
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  type: ShipmentEventType,
  shipment: ShipmentRow,
): Promise<void> =>
  appendEvent(trx, deps, {
    aggregateType: 'shipment',
    aggregateId: shipment.id,
    aggregateVersion: shipment.version,
    type,
    payload: {
      shipmentId: shipment.id,
      orderId: shipment.order_id,
      status: shipment.status,
      trackingCode: shipment.tracking_code,
    },
  });
