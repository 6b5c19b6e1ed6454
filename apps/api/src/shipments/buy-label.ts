import { z } from 'zod';
import { visibleCustomer } from '../auth/principal.ts';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { failShipment } from './fail-shipment.ts';
import { purchaseLabel } from './purchase-label.ts';
import { recordLabel } from './record-label.ts';
import { requestShipment } from './request-shipment.ts';
import { shipmentBody } from './shipment-body.ts';
import { shipmentSchema } from './shipment-schema.ts';

const headers = { Location: 'Its URL' };

export const buyLabel = defineOperation({
  id: 'buyLabel',
  method: 'post',
  path: '/v1/orders/{orderId}/shipments',
  summary: 'Buy the label and send the order',
  description:
    'Buys the shipping rate that the customer chose and marks the order as fulfilled. 202: the carrier did ' +
    'not answer in time; read the shipment to see how it ended.',
  tag: 'shipments',
  scope: 'shipments:write',
  params: z.object({ orderId: z.uuid() }),
  body: z.strictObject({}).meta({ id: 'NewShipment' }),
  responses: {
    201: { description: 'The label is bought', schema: shipmentSchema, headers },
    202: { description: 'The outcome is not known yet', schema: shipmentSchema, headers },
  },
  problems: ['order-not-found', 'invalid-state-transition', 'label-refused', 'dependency-unavailable'],
  async handle({ params: { orderId } }, context) {
    const { principal, resourceId: shipmentId } = context;
    const customerId = visibleCustomer(principal);
    const request = await requestShipment(context, { orderId, shipmentId, customerId });
    const open = request.shipment.status === 'purchasing';
    const purchase = open ? await purchaseLabel(context, request) : null;
    return context.commit(async (trx) => {
      if (purchase?.outcome === 'refused') await failShipment(trx, context, shipmentId);
      if (purchase?.outcome === 'bought') await recordLabel(trx, context, request.shipment, purchase.label);
      const shipment = await trx
        .selectFrom('shipments')
        .selectAll()
        .where('id', '=', shipmentId)
        .executeTakeFirstOrThrow();
      if (shipment.status === 'failed') {
        const detail = 'The carrier does not sell the chosen rate for this parcel. No label was bought.';
        return { problem: problem('label-refused', { detail, extra: { shipmentId } }) };
      }
      return {
        status: shipment.status === 'purchasing' ? (202 as const) : (201 as const),
        headers: { Location: `/v1/shipments/${shipmentId}` },
        body: await shipmentBody(trx, shipment, principal),
      };
    });
  },
});
