import type { Context } from '../core/operation.ts';
import type { AddressRequest } from './shipment-request.ts';
import { addressTimestamp } from './timestamps.ts';
import type { AddressBody } from './wire.ts';

export const addressBody = (asked: AddressRequest, { ids, clock }: Context): AddressBody => ({
  id: ids.next('adr_', 32),
  object: 'Address',
  created_at: addressTimestamp(clock.now()),
  updated_at: addressTimestamp(clock.now()),
  name: asked.name ?? null,
  company: asked.company ?? null,
  street1: asked.street1 ?? null,
  street2: asked.street2 ?? null,
  city: asked.city ?? null,
  state: asked.state ?? null,
  zip: asked.zip ?? '',
  country: asked.country.toUpperCase(),
  phone: asked.phone ?? null,
  email: asked.email ?? null,
  mode: 'test',
  carrier_facility: null,
  residential: asked.residential ?? null,
  federal_tax_id: asked.federal_tax_id ?? null,
  state_tax_id: asked.state_tax_id ?? null,
  verifications: {},
});
