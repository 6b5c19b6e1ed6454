import type { Context } from '../core/operation.ts';
import { carrierAccountId, carrierFrom, heaviestOunces, servicesBetween } from './carrier-services.ts';
import { timestamp } from './timestamps.ts';
import type { Message, RateBody } from './wire.ts';

type Parcel = {
  shipmentId: string;
  from: string;
  to: string;
  ounces: number;
  /** What every service costs, set as a fact; null: its own price. */
  flatCents: number | null;
};

/** A price for each service that carries the parcel, or the carrier's message why there is none. */
export const quoteRates = (
  { shipmentId, from, to, ounces, flatCents }: Parcel,
  { ids, clock }: Context,
): { rates: RateBody[]; messages: Message[] } => {
  const carrier = carrierFrom(from);
  if (ounces > heaviestOunces[carrier]) {
    const message = `The parcel's weight exceeds the ${heaviestOunces[carrier]} ounces that ${carrier} carries.`;
    return {
      rates: [],
      messages: [{ carrier, carrier_account_id: carrierAccountId[carrier], type: 'rate_error', message }],
    };
  }
  const at = timestamp(clock.now());
  const rates = servicesBetween(from, to).map((service): RateBody => {
    const cents = flatCents ?? service.baseCents + Math.ceil(service.centsPerOunce * ounces);
    const isRetail = service.carrier === 'USPS';
    return {
      id: ids.next('rate_', 32),
      object: 'Rate',
      created_at: at,
      updated_at: at,
      mode: 'test',
      service: service.service,
      carrier: service.carrier,
      rate: dollars(cents),
      currency: 'USD',
      retail_rate: isRetail ? dollars(Math.round(cents * 1.4)) : null,
      retail_currency: isRetail ? 'USD' : null,
      list_rate: dollars(Math.round(cents * 1.15)),
      list_currency: 'USD',
      billing_type: 'easypost',
      delivery_days: service.deliveryDays,
      delivery_date: null,
      delivery_date_guaranteed: false,
      est_delivery_days: service.deliveryDays,
      shipment_id: shipmentId,
      carrier_account_id: carrierAccountId[service.carrier],
    };
  });
  return { rates, messages: [] };
};

const dollars = (cents: number): string => (cents / 100).toFixed(2);
