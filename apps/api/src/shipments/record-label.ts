import type { Transaction } from 'kysely';
import { lockOrder } from '../db/locks.ts';
import type { Database, ShipmentRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Label } from '../gateways/shipping-gateway.ts';
import { postLedger } from '../ledger/post-transaction.ts';
import { fulfilOrder } from '../orders/fulfil-order.ts';
import { appendShipmentEvent } from './append-shipment-event.ts';

/**
 * The label is bought: the shipment says so, the books say what it cost, the order is fulfilled. Does
 * nothing when the request, the sweeper or a webhook has recorded it before. A purchase that we had
 * given up is recorded all the same, because what the carrier did is a fact.
 */
export async function recordLabel(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  { id, order_id: orderId }: Pick<ShipmentRow, 'id' | 'order_id'>,
  label: Label,
): Promise<void> {
  await lockOrder(trx, orderId);
  const shipment = await trx
    .updateTable('shipments')
    .set((column) => ({
      status: 'purchased',
      tracker_reference: label.trackerReference,
      tracking_code: label.trackingCode,
      label_url: label.labelUrl,
      cost_minor: label.cost.amount,
      cost_currency: label.cost.currency,
      updated_at: deps.clock.now(),
      version: column('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('status', 'in', ['purchasing', 'failed'])
    .where('label_url', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (shipment === undefined) return;
  await appendShipmentEvent(trx, deps, 'shipment.purchased', shipment);
  await postLedger(trx, deps, {
    orderId,
    kind: 'label',
    sourceId: id,
    currency: label.cost.currency,
    entries: [
      { account: 'shipping_expense', amountMinor: label.cost.amount },
      { account: 'carrier_payable', amountMinor: -label.cost.amount },
    ],
  });
  await fulfilOrder(trx, deps, orderId);
}
