import type { ShipmentRow } from '../db/schema.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import { isGatewayError } from '../gateways/gateway-error.ts';
import type { Label } from '../gateways/shipping-gateway.ts';
import { failShipment } from './fail-shipment.ts';

/** `open`: the label may or may not have been bought; a webhook or the sweeper finds out. */
export type Purchase = { outcome: 'bought'; label: Label } | { outcome: 'refused' } | { outcome: 'open' };

/**
 * Asks the carrier for the label. Throws GatewayError, with the shipment failed, when the carrier
 * certainly never heard of it: then the whole request can be repeated.
 */
export async function purchaseLabel(
  deps: Pick<Dependencies, 'db' | 'clock' | 'ids' | 'gateways'>,
  { shipment, resumed }: { shipment: ShipmentRow; resumed: boolean },
): Promise<Purchase> {
  try {
    const label = await deps.gateways.shipping.buy({
      shipmentReference: shipment.quote_reference,
      rateReference: shipment.rate_reference,
    });
    return { outcome: 'bought', label };
  } catch (error) {
    if (isGatewayError(error, 'rejected')) return { outcome: 'refused' };
    if (isGatewayError(error, 'unknown')) return { outcome: 'open' };
    if (isGatewayError(error, 'unavailable')) {
      // This call did nothing, but the one before the crash may have bought the label.
      if (resumed) return { outcome: 'open' };
      await inTransaction(deps.db, (trx) => failShipment(trx, deps, shipment.id));
    }
    throw error;
  }
}
