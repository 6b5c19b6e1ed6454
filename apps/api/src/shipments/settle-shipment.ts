import type { ShipmentRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import { failShipment } from './fail-shipment.ts';
import { recordLabel } from './record-label.ts';

/**
 * Finds out how an unfinished purchase ended and records it. Never buys: without a label the shipment
 * failed, and the back office decides whether to try again. Throws GatewayError when the carrier does
 * not say; then nothing has changed.
 */
export async function settleShipment(
  deps: Pick<Dependencies, 'db' | 'clock' | 'ids' | 'gateways'>,
  shipment: Pick<ShipmentRow, 'id' | 'order_id' | 'quote_reference'>,
): Promise<void> {
  const label = await deps.gateways.shipping.findLabel(shipment.quote_reference);
  await inTransaction(deps.db, async (trx) => {
    if (label === null) await failShipment(trx, deps, shipment.id);
    else await recordLabel(trx, deps, shipment, label);
  });
}
