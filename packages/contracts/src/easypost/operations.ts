import { describeOperations } from '../operation.ts';

const addressed = (side: 'from_address' | 'to_address'): Record<string, string> =>
  Object.fromEntries(
    ['street1', 'city', 'zip', 'country'].map((name) => [
      `parameters.shipment.${side}.${name}`,
      `${side}.${name}`,
    ]),
  );

/** Statuses: docs.easypost.com/docs/errors; 201 for a created shipment as in the documented recordings. */
export const easypostOperations = describeOperations(
  'easypost',
  {
    schema: 'Failure',
    statuses: [400, 401, 402, 403, 404, 405, 408, 409, 412, 422, 429, 500, 502, 503, 504],
  },
  [
    {
      id: 'easypost.shipments.create',
      method: 'POST',
      path: '/v2/shipments',
      request: { in: 'json', schema: 'ShipmentCreate' },
      success: { 201: 'Shipment' },
      repeats: {
        'parameters.shipment.reference': 'reference',
        'parameters.shipment.parcel.weight': 'parcel.weight',
        ...addressed('from_address'),
        ...addressed('to_address'),
      },
    },
    {
      id: 'easypost.shipments.retrieve',
      method: 'GET',
      path: '/v2/shipments/{id}',
      request: { in: 'nowhere' },
      success: { 200: 'Shipment' },
      repeats: { 'path.id': 'id' },
    },
    {
      id: 'easypost.shipments.buy',
      method: 'POST',
      path: '/v2/shipments/{id}/buy',
      request: { in: 'json', schema: 'ShipmentBuy' },
      success: { 200: 'Shipment' },
      repeats: { 'path.id': 'id', 'parameters.rate.id': 'selected_rate.id' },
    },
    {
      id: 'easypost.shipments.refund',
      method: 'POST',
      path: '/v2/shipments/{id}/refund',
      request: { in: 'json', schema: 'Nothing' },
      success: { 200: 'Shipment' },
      repeats: { 'path.id': 'id' },
    },
    {
      id: 'easypost.trackers.create',
      method: 'POST',
      path: '/v2/trackers',
      request: { in: 'json', schema: 'TrackerCreate' },
      success: { 200: 'CreatedTracker' },
      repeats: {
        'parameters.tracker.tracking_code': 'tracking_code',
        'parameters.tracker.carrier': 'carrier',
      },
    },
    {
      id: 'easypost.trackers.retrieve',
      method: 'GET',
      path: '/v2/trackers/{id}',
      request: { in: 'nowhere' },
      success: { 200: 'Tracker' },
      repeats: { 'path.id': 'id' },
    },
  ],
);
