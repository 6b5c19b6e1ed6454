import type { Transaction } from 'kysely';
import type { Database, ShipmentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { appendShipmentEvent } from './append-shipment-event.ts';

/** No label was bought: the order may be tried again. Undefined when its outcome is already recorded. */
export async function failShipment(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  shipmentId: string,
): Promise<ShipmentRow | undefined> {
  const failed = await trx
    .updateTable('shipments')
    .set((column) => ({
      status: 'failed',
      updated_at: deps.clock.now(),
      version: column('version', '+', 1),
    }))
    .where('id', '=', shipmentId)
    .where('status', '=', 'purchasing')
    .returningAll()
    .executeTakeFirst();
  if (failed !== undefined) await appendShipmentEvent(trx, deps, 'shipment.failed', failed);
  return failed;
}
