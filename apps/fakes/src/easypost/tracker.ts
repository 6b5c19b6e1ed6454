import type { Context } from '../core/operation.ts';
import { timestamp } from './timestamps.ts';
import type { TrackerBase, TrackingDetailBody } from './wire.ts';

type Status = TrackerBase['status'];

/** EasyPost's test codes tell what has become of the parcel; any other is not heard of yet. */
const statusByTestCode: Readonly<Record<string, Status>> = {
  EZ1000000001: 'pre_transit',
  EZ2000000002: 'in_transit',
  EZ3000000003: 'out_for_delivery',
  EZ4000000004: 'delivered',
  EZ5000000005: 'return_to_sender',
  EZ6000000006: 'failure',
  EZ7000000007: 'unknown',
};

export const newTracker = (
  asked: { trackingCode: string; carrier: string; shipmentId: string | null },
  { ids, clock }: Context,
): TrackerBase => {
  const id = ids.next('trk_', 32);
  const now = timestamp(clock.now());
  const tracker: TrackerBase = {
    id,
    object: 'Tracker',
    mode: 'test',
    tracking_code: asked.trackingCode,
    status: 'unknown',
    status_detail: 'unknown',
    created_at: now,
    updated_at: now,
    signed_by: null,
    weight: null,
    est_delivery_date: null,
    shipment_id: asked.shipmentId,
    carrier: asked.carrier,
    tracking_details: [],
    carrier_detail: null,
    public_url: `https://track.easypost.com/${Buffer.from(`v1:${id}`).toString('base64url')}`,
  };
  const status = statusByTestCode[asked.trackingCode] ?? 'unknown';
  if (status !== 'unknown') moveTracker(tracker, { status, statusDetail: 'status_update' }, clock.now());
  return tracker;
};

/** The carrier scanned the parcel. */
export const moveTracker = (
  tracker: TrackerBase,
  { status, statusDetail }: { status: Status; statusDetail: TrackerBase['status_detail'] },
  nowMs: number,
): void => {
  const now = timestamp(nowMs);
  tracker.status = status;
  tracker.status_detail = statusDetail;
  tracker.updated_at = now;
  if (status === 'delivered') tracker.signed_by = 'RECIPIENT';
  tracker.tracking_details.push(detail(tracker, statusDetail, now));
};

const messages: Readonly<Record<Status, string>> = {
  unknown: 'No information yet',
  pre_transit: 'Shipping Label Created',
  in_transit: 'Departed Facility',
  out_for_delivery: 'Out for Delivery',
  delivered: 'Delivered',
  available_for_pickup: 'Available for Pickup',
  return_to_sender: 'Returned to Sender',
  failure: 'Delivery Failed',
  cancelled: 'Shipment Cancelled',
  error: 'Tracking Error',
};

const detail = (tracker: TrackerBase, statusDetail: string, datetime: string): TrackingDetailBody => ({
  object: 'TrackingDetail',
  message: messages[tracker.status],
  description: null,
  status: tracker.status,
  status_detail: statusDetail,
  datetime,
  source: tracker.carrier,
  carrier_code: null,
  tracking_location: { object: 'TrackingLocation', city: null, state: null, country: null, zip: null },
  est_delivery_date: null,
});
