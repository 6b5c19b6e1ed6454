import type { Operation } from '../core/operation.ts';
import { refuse } from './refuse.ts';
import { type EasyPostState, shipmentBody, shipmentOf } from './state.ts';
import { timestamp } from './timestamps.ts';

/** The carrier decides later, so a refund is `submitted`. Postage that was never bought, or used, has none. */
export const shipmentsRefund: Operation<EasyPostState> = {
  id: 'easypost.shipments.refund',
  method: 'POST',
  path: '/v2/shipments/:id/refund',
  handle: (state, { params }, { clock }) => {
    const shipment = shipmentOf(state, params['id']);
    const { status } = shipmentBody(state, shipment);
    const isUnused = status === 'unknown' || status === 'pre_transit';
    if (shipment.selected_rate === null || shipment.refund_status !== null || !isUnused) {
      throw refuse(
        422,
        'SHIPMENT.REFUND.UNAVAILABLE',
        'Refund request not available. Shipment has no postage, was already refunded, or is in transit.',
      );
    }
    shipment.refund_status = 'submitted';
    shipment.updated_at = timestamp(clock.now());
    return { status: 200, body: shipmentBody(state, shipment) };
  },
};
