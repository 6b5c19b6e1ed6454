import type { OverlayEntry } from '../derive/overlay.ts';
import { id, text } from '../formats.ts';
import type { Schema } from '../schema.ts';
import { membersOf } from '../members.ts';

/** EasyPost publishes no document; its examples and the recordings of its own SDK correct the types. */
const recorded = (file: string): string =>
  `github.com/EasyPost/examples official/docs/responses/${file}.json`;
const created = recorded('shipments-create');
const bought = recorded('shipments-buy');
const tracked = recorded('trackers-create');

const trackers = ['Tracker', 'CreatedTracker'];
const ofTrackers = (names: readonly string[]): string[] => trackers.flatMap((type) => membersOf(type, names));

const ids: readonly (readonly [type: string, prefix: string])[] = [
  ['Shipment', 'shp_'],
  ['Tracker', 'trk_'],
  ['CreatedTracker', 'trk_'],
  ['Rate', 'rate_'],
  ['Address', 'adr_'],
  ['Parcel', 'prcl_'],
  ['CustomsInfo', 'cstinfo_'],
  ['CustomsItem', 'cstitem_'],
  ['PostageLabel', 'pl_'],
  ['Event', 'evt_'],
];

const nullable = (at: readonly string[], source: string): OverlayEntry => ({ at, nullable: true, source });

const present = (at: readonly string[], source: string): OverlayEntry => ({ at, required: true, source });

const added = (type: string, members: Readonly<Record<string, Schema>>, source: string): OverlayEntry[] =>
  Object.entries(members).flatMap(([name, add]): OverlayEntry[] => [
    { at: [`${type}.${name}`], add, source },
    present([`${type}.${name}`], source),
  ]);

const textOrNull: Schema = { anyOf: [{ type: 'string' }, { type: 'null' }] };

const times = { created_at: text.dateTime, updated_at: text.dateTime };

export const easypostOverlay: readonly OverlayEntry[] = [
  ...ids.map(([type, prefix]): OverlayEntry => ({ at: [`${type}.id`], and: id(prefix), source: bought })),
  { at: ['*.created_at', '*.updated_at'], and: text.dateTime, source: created },

  nullable(
    membersOf('Shipment', [
      'tracking_code',
      'batch_id',
      'batch_status',
      'batch_message',
      'postage_label',
      'refund_status',
      'scan_form',
      'selected_rate',
    ]),
    created,
  ),
  present(
    membersOf('Shipment', [
      'reference',
      'is_return',
      'options',
      'customs_info',
      'return_address',
      'buyer_address',
    ]),
    created,
  ),
  {
    at: ['Shipment.insurance'],
    is: { anyOf: [text.cents, { type: 'null' }] },
    source: `${bought}: an amount, where the type has an object`,
  },
  {
    at: ['Shipment.usps_zone'],
    is: { anyOf: [{ type: 'integer', minimum: 1, maximum: 9 }, { type: 'null' }] },
    source: `${created}: a number, where the type has a text; null outside of the United States`,
  },
  {
    at: ['Shipment.status'],
    is: {
      enum: [
        'available_for_pickup',
        'cancelled',
        'delivered',
        'error',
        'failure',
        'in_transit',
        'out_for_delivery',
        'pre_transit',
        'return_to_sender',
        'unknown',
      ],
      openEnum: true,
    },
    source: 'docs.easypost.com/docs/shipments, "status": that of its tracker',
  },
  { at: ['Shipment.options'], nullable: false, source: created },
  ...added('Shipment', { order_id: textOrNull }, created),
  {
    at: membersOf('Options', [
      'pickup_min_datetime',
      'pickup_max_datetime',
      'end_shipper_id',
      'duty_payment',
    ]),
    required: false,
    source: `${created}: as optional as all other options`,
  },
  ...added('Options', { date_advance: { type: 'integer' } }, created),

  ...added('Address', times, created),
  present(
    membersOf('Address', [
      'name',
      'company',
      'street1',
      'street2',
      'city',
      'state',
      'phone',
      'email',
      'carrier_facility',
      'residential',
      'federal_tax_id',
      'state_tax_id',
    ]),
    created,
  ),
  { at: ['Address.country'], and: text.country, source: 'docs.easypost.com/docs/addresses: ISO 3166' },
  {
    at: ['Verifications.delivery', 'Verifications.zip4'],
    required: false,
    source: `${created}: empty until it was asked for`,
  },
  nullable(['Verification.details'], bought),

  present(membersOf('Parcel', ['length', 'width', 'height', 'predefined_package']), created),
  {
    at: ['Parcel.weight'],
    and: { exclusiveMinimum: 0 },
    source: 'docs.easypost.com/docs/parcels: ounces, always needed',
  },

  present(
    membersOf('CustomsInfo', [
      'contents_explanation',
      'contents_type',
      'customs_certify',
      'customs_signer',
      'declaration',
      'eel_pfc',
      'non_delivery_option',
      'restriction_comments',
      'restriction_type',
    ]),
    created,
  ),
  present(membersOf('CustomsItem', ['code', 'currency', 'hs_tariff_number']), created),
  {
    at: ['CustomsItem.value'],
    is: { type: 'string', pattern: String.raw`^\d+\.\d+$` },
    source: `${created}: a decimal as text, where the type has a number`,
  },
  {
    at: ['CustomsItem.quantity'],
    and: { type: 'integer', minimum: 1 },
    source: 'docs.easypost.com/docs/customs-items',
  },
  ...added(
    'CustomsItem',
    { manufacturer: textOrNull, eccn: textOrNull, printed_commodity_identifier: textOrNull },
    created,
  ),

  {
    at: membersOf('Rate', ['rate', 'list_rate', 'retail_rate']),
    and: text.cents,
    source: `${created}: a decimal as text`,
  },
  {
    at: membersOf('Rate', ['currency', 'list_currency', 'retail_currency']),
    and: text.upperCurrency,
    source: created,
  },
  {
    at: membersOf('Rate', ['delivery_days', 'est_delivery_days']),
    and: { type: 'integer', minimum: 0 },
    source: 'docs.easypost.com/docs/shipments/rates',
  },
  nullable(
    membersOf('Rate', [
      'retail_rate',
      'retail_currency',
      'list_rate',
      'list_currency',
      'delivery_days',
      'delivery_date',
      'est_delivery_days',
    ]),
    `${created}; carriers other than USPS have no retail rate`,
  ),
  { at: ['Rate.shipment_id'], and: id('shp_'), source: created },
  { at: ['Rate.carrier_account_id', 'Message.carrier_account_id'], and: id('ca_'), source: created },

  nullable(membersOf('PostageLabel', ['label_pdf_url', 'label_zpl_url', 'label_epl2_url']), bought),
  { at: ['PostageLabel.mode'], absent: true, source: bought },
  { at: ['PostageLabel.label_url'], and: text.url, source: bought },
  { at: ['PostageLabel.label_date'], and: text.dateTime, source: bought },
  {
    at: ['PostageLabel.date_advance', 'PostageLabel.label_resolution'],
    and: { type: 'integer', minimum: 0 },
    source: bought,
  },
  ...added('PostageLabel', { label_file: textOrNull }, bought),

  {
    at: ['Fee.amount'],
    and: { pattern: String.raw`^\d+\.\d{5}$` },
    source: `${bought}: five decimals as text`,
  },

  nullable(
    ofTrackers(['signed_by', 'weight', 'est_delivery_date', 'shipment_id', 'carrier_detail']),
    tracked,
  ),
  { at: ofTrackers(['public_url']), and: text.url, source: tracked },
  { at: ofTrackers(['tracking_code', 'carrier']), and: text.notEmpty, source: tracked },
  nullable(membersOf('TrackingDetail', ['description', 'carrier_code']), tracked),
  ...added('TrackingDetail', { est_delivery_date: textOrNull }, tracked),
  { at: ['TrackingDetail.datetime'], and: text.dateTime, source: tracked },
  nullable(membersOf('TrackingLocation', ['city', 'state', 'country', 'zip']), tracked),

  {
    at: ['Event.description'],
    is: { enum: ['tracker.created', 'tracker.updated'], openEnum: true },
    source: 'docs.easypost.com/docs/events: those of a tracker',
  },

  {
    at: ['Error.message', 'FieldError.field', 'FieldError.message'],
    and: text.notEmpty,
    source: 'docs.easypost.com/docs/errors',
  },
  nullable(
    membersOf('CarrierDetail', [
      'container_type',
      'est_delivery_date_local',
      'est_delivery_time_local',
      'destination_tracking_location',
      'guaranteed_delivery_date',
      'alternate_identifier',
      'initial_delivery_attempt',
    ]),
    tracked,
  ),
];
