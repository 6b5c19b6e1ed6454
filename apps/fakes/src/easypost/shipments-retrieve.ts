import type { Operation } from '../core/operation.ts';
import { type EasyPostState, shipmentBody, shipmentOf } from './state.ts';

export const shipmentsRetrieve: Operation<EasyPostState> = {
  id: 'easypost.shipments.retrieve',
  method: 'GET',
  path: '/v2/shipments/:id',
  handle: (state, { params }) => ({
    status: 200,
    body: shipmentBody(state, shipmentOf(state, params['id'])),
  }),
};
