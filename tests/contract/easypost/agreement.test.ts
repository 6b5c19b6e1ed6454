import { describe, expect } from 'vitest';
import { test } from '../target/test-at-target.ts';
import { buy, create, easypostAt, tokyo } from './easypost-client.ts';

const item = { description: 'Mug', quantity: 2, weight: 11, value: 23.25, origin_country: 'US' };
const abroad = {
  to_address: tokyo,
  customs_info: { contents_type: 'merchandise', customs_certify: true, customs_items: [item] },
};

type Fields = Record<string, unknown>;

/** As it went over the wire: the SDK adds what it had sent. */
const plain = (value: unknown): Fields =>
  JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => (name === '_params' ? undefined : inner)),
  ) as Fields;

/** What a purchase and a refund leave as it was. */
const lasting = ({
  parcel,
  rates,
  options,
  from_address,
  to_address,
  return_address,
  buyer_address,
}: Fields) => ({
  parcel,
  rates,
  options,
  from_address,
  to_address,
  return_address,
  buyer_address,
});

describe.for([
  ['at home', {}],
  ['abroad', abroad],
] as const)('a shipment %s', ([, change]) => {
  test('is read as it was created', async ({ target }) => {
    const client = easypostAt(target);
    const created = await create(client, change);
    expect(plain(await client.Shipment.retrieve(created.id))).toEqual(plain(created));
  });

  test('is read as it was bought, and but for that is as it was created', async ({ target }) => {
    const client = easypostAt(target);
    const created = await create(client, change);
    const bought = await buy(client, created);

    expect(plain(await client.Shipment.retrieve(created.id))).toEqual(plain(bought));
    expect(lasting(plain(bought))).toEqual(lasting(plain(created)));
    // The chosen rate is a copy with times of its own.
    const { created_at: _created, updated_at: _updated, ...offered } = plain(created.rates[0]);
    expect(plain(bought.selected_rate)).toMatchObject(offered);
  });

  test('is read as it was refunded, and but for that is as it was bought', async ({ target }) => {
    const client = easypostAt(target);
    const bought = await buy(client, await create(client, change));
    const refunded = await client.Shipment.refund(bought.id);

    expect(plain(await client.Shipment.retrieve(bought.id))).toEqual(plain(refunded));
    expect(lasting(plain(refunded))).toEqual(lasting(plain(bought)));
  });
});
