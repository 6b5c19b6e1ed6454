import { z } from 'zod';
import { visibleCustomer } from '../auth/principal.ts';
import { defineOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { shipmentBody } from './shipment-body.ts';
import { shipmentSchema } from './shipment-schema.ts';

export const readShipment = defineOperation({
  id: 'readShipment',
  method: 'get',
  path: '/v1/shipments/{shipmentId}',
  summary: 'Read a shipment and where it is',
  tag: 'shipments',
  scope: 'shipments:read',
  params: z.object({ shipmentId: z.uuid() }),
  responses: { 200: { description: 'The shipment', schema: shipmentSchema } },
  problems: ['shipment-not-found'],
  async handle({ params: { shipmentId } }, { db, principal }) {
    const customerId = visibleCustomer(principal);
    let shipments = db
      .selectFrom('shipments')
      .innerJoin('orders', 'orders.id', 'shipments.order_id')
      .selectAll('shipments')
      .where('shipments.id', '=', shipmentId);
    if (customerId !== null) shipments = shipments.where('orders.customer_id', '=', customerId);
    const shipment = await shipments.executeTakeFirst();
    if (shipment === undefined) {
      throw problem('shipment-not-found', { detail: `There is no shipment ${shipmentId}.` });
    }
    return { status: 200, body: await shipmentBody(db, shipment, principal) };
  },
});
