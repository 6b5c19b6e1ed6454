import { notFound } from './refuse.ts';
import type { ShipmentBody, TrackerBase, TrackerBody } from './wire.ts';

/** A bought shipment's tracker lives among the trackers, so that both always show the same status. */
export type StoredShipment = Omit<ShipmentBody, 'tracker' | 'status'>;

export type EasyPostState = {
  shipments: Map<string, StoredShipment>;
  trackers: Map<string, TrackerBase>;
  flatCents: number | null;
};

export const initialState = (): EasyPostState => ({
  shipments: new Map(),
  trackers: new Map(),
  flatCents: null,
});

export const shipmentOf = (state: EasyPostState, id: string | undefined): StoredShipment => {
  const shipment = state.shipments.get(id ?? '');
  if (shipment === undefined) throw notFound();
  return shipment;
};

/** A copy, so that an answer shows the shipment as it was when it was asked for. */
export const shipmentBody = (state: EasyPostState, shipment: StoredShipment): ShipmentBody => {
  const tracker = [...state.trackers.values()].find((one) => one.shipment_id === shipment.id);
  return structuredClone({
    ...shipment,
    status: tracker?.status ?? 'unknown',
    tracker: tracker === undefined ? null : trackerBody(tracker),
  });
};

export const trackerBody = (tracker: TrackerBase): TrackerBody => structuredClone({ ...tracker, fees: [] });
