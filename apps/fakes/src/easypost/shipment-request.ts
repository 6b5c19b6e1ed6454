import { z } from 'zod';

const text = z.string().nullish();

const address = z.object({
  name: text,
  company: text,
  street1: text,
  street2: text,
  city: text,
  state: text,
  zip: text,
  /** EasyPost takes an address without a country for one in the United States. */
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .default('US'),
  phone: text,
  email: text,
  residential: z.boolean().nullish(),
  federal_tax_id: text,
  state_tax_id: text,
});

const parcel = z.object({
  length: z.number().positive().nullish(),
  width: z.number().positive().nullish(),
  height: z.number().positive().nullish(),
  predefined_package: text,
  /** Ounces. */
  weight: z.coerce.number().positive(),
});

const customsItem = z.object({
  description: z.string(),
  quantity: z.coerce.number().positive(),
  value: z.coerce.number().min(0),
  weight: z.coerce.number().min(0),
  hs_tariff_number: text,
  code: text,
  origin_country: z.string(),
  currency: text,
});

const customsInfo = z.object({
  eel_pfc: text,
  contents_type: text,
  contents_explanation: text,
  customs_certify: z.boolean().nullish(),
  customs_signer: text,
  non_delivery_option: z.enum(['abandon', 'return']).nullish(),
  restriction_type: z.enum(['none', 'other', 'quarantine', 'sanitary_phytosanitary_inspection']).nullish(),
  restriction_comments: text,
  declaration: text,
  customs_items: z.array(customsItem),
});

export const shipmentRequest = z.object({
  reference: text,
  to_address: address,
  from_address: address,
  parcel,
  customs_info: customsInfo.nullish(),
  options: z.record(z.string(), z.unknown()).nullish(),
});

export type ShipmentRequest = z.infer<typeof shipmentRequest>;

export type AddressRequest = z.infer<typeof address>;

export type CustomsRequest = z.infer<typeof customsInfo>;
