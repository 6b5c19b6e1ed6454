import type { Money } from '@topheavy/domain';
import type { Address } from '../carts/address.ts';

export type ShippingRate = {
  readonly rateReference: string;
  readonly carrier: string;
  readonly service: string;
  /** Always USD: the provider quotes in dollars. */
  readonly price: Money;
  readonly deliveryDays: number | null;
};

export type ShippingQuote = {
  /** The provider's shipment, `shp_…`; a label is bought on it. */
  readonly shipmentReference: string;
  readonly rates: readonly ShippingRate[];
};

export type Label = {
  readonly shipmentReference: string;
  readonly trackerReference: string;
  readonly trackingCode: string;
  readonly labelUrl: string;
  readonly cost: Money;
};

export const TRACKING_STATUSES = ['purchased', 'in_transit', 'delivered', 'returned', 'failed'] as const;
export type TrackingStatus = (typeof TRACKING_STATUSES)[number];

export type ShippingGateway = {
  quote(request: { to: Address; weightGrams: number; reference: string }): Promise<ShippingQuote>;
  /** Buying the same shipment again does not buy a second label; it returns the first. */
  buy(request: { shipmentReference: string; rateReference: string }): Promise<Label>;
  /** The label bought on this shipment, or null when none was. */
  findLabel(shipmentReference: string): Promise<Label | null>;
};
