import type { Context } from '../core/operation.ts';
import type { CustomsRequest } from './shipment-request.ts';
import { timestamp } from './timestamps.ts';
import type { CustomsInfoBody } from './wire.ts';

export const customsInfoBody = (asked: CustomsRequest, { ids, clock }: Context): CustomsInfoBody => {
  const dated = {
    created_at: timestamp(clock.now()),
    updated_at: timestamp(clock.now()),
    mode: 'test',
  } as const;
  return {
    id: ids.next('cstinfo_', 32),
    object: 'CustomsInfo',
    ...dated,
    contents_explanation: asked.contents_explanation ?? null,
    contents_type: asked.contents_type ?? null,
    customs_certify: asked.customs_certify ?? null,
    customs_signer: asked.customs_signer ?? null,
    eel_pfc: asked.eel_pfc ?? null,
    non_delivery_option: asked.non_delivery_option ?? null,
    restriction_comments: asked.restriction_comments ?? null,
    restriction_type: asked.restriction_type ?? null,
    declaration: asked.declaration ?? null,
    customs_items: asked.customs_items.map((item) => ({
      id: ids.next('cstitem_', 32),
      object: 'CustomsItem',
      ...dated,
      description: item.description,
      hs_tariff_number: item.hs_tariff_number ?? null,
      origin_country: item.origin_country,
      quantity: item.quantity,
      value: decimal(item.value),
      weight: item.weight,
      code: item.code ?? null,
      manufacturer: null,
      currency: item.currency ?? null,
      eccn: null,
      printed_commodity_identifier: null,
    })),
  };
};

/** '10.0', '23.25': as the recordings write a value sent as a number. */
const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
