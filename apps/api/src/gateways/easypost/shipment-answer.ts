import { z } from 'zod';
import { CallFailure } from '../call-failure.ts';
import type { Label, ShippingQuote } from '../shipping-gateway.ts';
import { usdAmount } from './usd-amount.ts';

const rateSchema = z.object({
  id: z.string().min(1),
  carrier: z.string().min(1),
  service: z.string().min(1),
  rate: usdAmount,
  currency: z.literal('USD'),
  delivery_days: z.int().nonnegative().nullable(),
});

/** What we rely on of a shipment: quoted, or with its label bought. */
export const shipmentAnswer = z.object({
  id: z.string().min(1),
  rates: z.array(rateSchema),
  selected_rate: rateSchema.nullable(),
  postage_label: z.object({ label_url: z.url() }).nullable(),
  tracker: z.object({ id: z.string().min(1), tracking_code: z.string().min(1) }).nullable(),
});

export type ShipmentAnswer = z.infer<typeof shipmentAnswer>;

export const quoteOf = ({ id, rates }: ShipmentAnswer): ShippingQuote => ({
  shipmentReference: id,
  rates: rates.map((rate) => ({
    rateReference: rate.id,
    carrier: rate.carrier,
    service: rate.service,
    price: rate.rate,
    deliveryDays: rate.delivery_days,
  })),
});

/** Null before the purchase. A label without the tracker and the rate it was bought at is no answer. */
export function labelOf({ id, postage_label, tracker, selected_rate }: ShipmentAnswer): Label | null {
  if (postage_label === null) return null;
  if (tracker === null || selected_rate === null) {
    throw new CallFailure('unreadable', 'the answer has a label without its tracker or its rate');
  }
  return {
    shipmentReference: id,
    trackerReference: tracker.id,
    trackingCode: tracker.tracking_code,
    labelUrl: postage_label.label_url,
    cost: selected_rate.rate,
  };
}
