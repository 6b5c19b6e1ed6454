import type {
  IAddress,
  ICustomsInfo,
  ICustomsItem,
  IError,
  IEvent,
  IFee,
  IMessage,
  IParcel,
  IPostageLabel,
  IRate,
  IShipment,
  ITracker,
  ITrackingDetail,
  ITrackingLocation,
} from '@easypost/api';

/**
 * The SDK's types corrected by EasyPost's own recordings (its documented responses and the SDK's test
 * cassettes): null where nothing is known yet, and some fields of another type or without one.
 */
type OrNull<Of, Names extends keyof Of> = Omit<Of, Names> & { [Name in Names]: Of[Name] | null };

type Dated = { created_at: string; updated_at: string };

/** Empty until EasyPost was asked to verify. */
export type AddressBody = Required<Omit<IAddress, 'verifications'>> &
  Dated & { verifications: Partial<IAddress['verifications']> };

export type ParcelBody = Required<IParcel>;

/** The types call `value` a number. */
export type CustomsItemBody = Required<Omit<ICustomsItem, 'value'>> & {
  value: string;
  manufacturer: string | null;
  eccn: string | null;
  printed_commodity_identifier: string | null;
};

export type CustomsInfoBody = Required<Omit<ICustomsInfo, 'customs_items'>> & {
  customs_items: CustomsItemBody[];
};

export type RateBody = OrNull<IRate, 'delivery_date' | 'retail_rate' | 'retail_currency'>;

export type PostageLabelBody = OrNull<
  Omit<IPostageLabel, 'mode'>,
  'label_pdf_url' | 'label_epl2_url' | 'label_zpl_url'
> & {
  label_file: null;
};

export type TrackingDetailBody = OrNull<
  Omit<ITrackingDetail, 'tracking_location'>,
  'description' | 'carrier_code'
> & {
  tracking_location: OrNull<ITrackingLocation, 'city' | 'state' | 'country' | 'zip'>;
  est_delivery_date: string | null;
};

/** What every answer shows of a tracker. */
export type TrackerBase = OrNull<
  Omit<ITracker, 'fees' | 'finalized' | 'is_return' | 'tracking_details'>,
  'signed_by' | 'weight' | 'est_delivery_date' | 'shipment_id' | 'carrier_detail'
> & { tracking_details: TrackingDetailBody[] };

/** Embedded, retrieved or in an event. */
export type TrackerBody = TrackerBase & Pick<ITracker, 'fees'>;

/** The answer to its creation alone has these two, and no fees. */
export type CreatedTrackerBody = TrackerBase & Pick<ITracker, 'finalized' | 'is_return'>;

/** The types call `insurance` an object and `usps_zone` a string, and know no `order_id`. */
export type ShipmentBody = Required<
  OrNull<
    Omit<
      IShipment,
      | 'to_address'
      | 'from_address'
      | 'return_address'
      | 'buyer_address'
      | 'parcel'
      | 'customs_info'
      | 'tax_identifiers'
      | 'insurance'
      | 'rates'
      | 'selected_rate'
      | 'postage_label'
      | 'tracker'
      | 'usps_zone'
      | 'options'
    >,
    'scan_form' | 'tracking_code' | 'refund_status' | 'batch_id' | 'batch_status' | 'batch_message'
  >
> & {
  to_address: AddressBody;
  from_address: AddressBody;
  return_address: AddressBody;
  buyer_address: AddressBody;
  parcel: ParcelBody;
  customs_info: CustomsInfoBody | null;
  insurance: string | null;
  rates: RateBody[];
  selected_rate: RateBody | null;
  postage_label: PostageLabelBody | null;
  tracker: TrackerBody | null;
  usps_zone: number | null;
  options: Record<string, unknown>;
  order_id: null;
};

export type EventBody = IEvent & { user_id: string };

export type ErrorBody = { error: IError };

export type Fee = IFee;

export type Message = IMessage;
