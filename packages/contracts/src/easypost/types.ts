import type {
  IError,
  IEvent,
  IRate,
  IShipment,
  IShipmentCreateParameters,
  ITracker,
  ITrackerCreateParameters,
} from '@easypost/api';

/** Only the answer to its creation says of a tracker whether it is final, and that says nothing of fees. */
export type Tracker = Omit<ITracker, 'finalized' | 'is_return'>;
export type CreatedTracker = Omit<ITracker, 'fees'>;
export type Shipment = Omit<IShipment, 'tracker'> & { tracker: Tracker | null };
export type Event = Omit<IEvent, 'result' | 'previous_attributes'> & {
  user_id: string;
  result: Tracker;
  previous_attributes: Partial<Tracker>;
};
export type Failure = { error: IError };

export type ShipmentCreate = { shipment: IShipmentCreateParameters };
/** The SDK sends an empty object. */
export type Nothing = Record<string, never>;
export type TrackerCreate = { tracker: ITrackerCreateParameters };
/** What `Shipment.buy` of the SDK sends of its arguments. */
export type ShipmentBuy = { rate: Pick<IRate, 'id'>; insurance?: number | string };
