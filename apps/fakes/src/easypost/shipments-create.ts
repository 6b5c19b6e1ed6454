import type { Context, Operation } from '../core/operation.ts';
import { addressBody } from './address.ts';
import { customsInfoBody } from './customs-info.ts';
import { quoteRates } from './quote-rates.ts';
import { readShipment } from './read-shipment.ts';
import type { ShipmentRequest } from './shipment-request.ts';
import { type EasyPostState, shipmentBody, type StoredShipment } from './state.ts';
import { timestamp } from './timestamps.ts';
import type { AddressBody } from './wire.ts';

/** EasyPost has no idempotency keys: a request sent twice makes two shipments, and costs nothing yet. */
export const shipmentsCreate: Operation<EasyPostState> = {
  id: 'easypost.shipments.create',
  method: 'POST',
  path: '/v2/shipments',
  handle: (state, request, context) => {
    const shipment = newShipment(readShipment(request.body), state.flatCents, context);
    state.shipments.set(shipment.id, shipment);
    return { status: 201, body: shipmentBody(state, shipment) };
  },
};

const newShipment = (asked: ShipmentRequest, flatCents: number | null, context: Context): StoredShipment => {
  const { ids, clock } = context;
  const id = ids.next('shp_', 32);
  const dated = { created_at: timestamp(clock.now()), updated_at: timestamp(clock.now()) };
  const from = addressBody(asked.from_address, context);
  const to = addressBody(asked.to_address, context);
  const ounces = asked.parcel.weight;
  return {
    id,
    object: 'Shipment',
    mode: 'test',
    ...dated,
    is_return: false,
    options: { ...asked.options, currency: 'USD', payment: { type: 'SENDER' }, date_advance: 0 },
    reference: asked.reference ?? null,
    tracking_code: null,
    batch_id: null,
    batch_status: null,
    batch_message: null,
    customs_info: asked.customs_info ? customsInfoBody(asked.customs_info, context) : null,
    from_address: from,
    to_address: to,
    return_address: from,
    buyer_address: to,
    insurance: null,
    order_id: null,
    parcel: {
      id: ids.next('prcl_', 32),
      object: 'Parcel',
      mode: 'test',
      ...dated,
      length: asked.parcel.length ?? null,
      width: asked.parcel.width ?? null,
      height: asked.parcel.height ?? null,
      predefined_package: asked.parcel.predefined_package ?? null,
      weight: ounces,
    },
    postage_label: null,
    ...quoteRates({ shipmentId: id, from: from.country, to: to.country, ounces, flatCents }, context),
    refund_status: null,
    scan_form: null,
    selected_rate: null,
    usps_zone: uspsZone(from, to),
    forms: [],
    fees: [],
  };
};

/** Zones 1 to 8 grow with the distance, and the first digit of a ZIP code runs from east to west. */
const uspsZone = (from: AddressBody, to: AddressBody): number | null => {
  if (from.country !== 'US' || to.country !== 'US') return null;
  const distance = Math.abs(Number.parseInt(from.zip, 10) - Number.parseInt(to.zip, 10)) / 10_000;
  return Number.isNaN(distance) ? null : Math.min(8, 1 + Math.round(distance));
};
