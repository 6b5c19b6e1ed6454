import type { IShipment } from '@easypost/api';
import { describe, expect } from 'vitest';
import { test } from '../target/test-at-target.ts';
import { berlin, create, easypostAt, oakland, parcel, paris, tokyo } from './easypost-client.ts';

const prices = ({ rates }: IShipment): number[] => rates.map(({ rate }) => Number(rate));

describe('creating a shipment', () => {
  test('offers at least three services, priced as decimal strings in dollars', async ({ target }) => {
    const { rates } = await create(easypostAt(target));
    expect(rates.length).toBeGreaterThanOrEqual(3);
    for (const rate of rates) {
      expect(rate).toMatchObject({
        object: 'Rate',
        rate: expect.stringMatching(/^\d+\.\d{2}$/),
        currency: 'USD',
        carrier: expect.any(String),
      });
    }
    expect(new Set(rates.map(({ service }) => service)).size).toBe(rates.length);
  });

  test('keeps what was sent, and has nothing bought yet', async ({ target }) => {
    const created = await create(easypostAt(target));
    expect(created).toMatchObject({
      object: 'Shipment',
      mode: 'test',
      status: 'unknown',
      reference: 'o-17',
      tracking_code: null,
      tracker: null,
      selected_rate: null,
      postage_label: null,
      refund_status: null,
      insurance: null,
      fees: [],
      from_address: { ...oakland, object: 'Address' },
      parcel: { ...parcel, object: 'Parcel' },
    });
  });

  test('a heavier parcel costs more', async ({ target }) => {
    const client = easypostAt(target);
    const light = prices(await create(client));
    const heavy = prices(await create(client, { parcel: { ...parcel, weight: 200 } }));
    for (const [index, price] of heavy.entries()) expect(price).toBeGreaterThan(light[index] ?? Infinity);
  });

  test(
    'a parcel across the world costs more than one to the neighbour, and that more than one at home',
    { tags: 'fake-only' },
    async ({ target }) => {
      const client = easypostAt(target);
      const cheapest = async (to: object) =>
        Math.min(...prices(await create(client, { from_address: berlin, to_address: to })));
      expect(await cheapest(tokyo)).toBeGreaterThan(await cheapest(paris));
      expect(await cheapest(paris)).toBeGreaterThan(await cheapest(berlin));
    },
  );

  test(
    'from the United States USPS carries, with a zone at home',
    { tags: 'fake-only' },
    async ({ target }) => {
      const [from, to] = [
        { zip: '94104', country: 'US' },
        { zip: '10001', country: 'US' },
      ];
      const { rates, usps_zone } = await create(easypostAt(target), { from_address: from, to_address: to });
      expect(rates.map(({ service }) => service)).toEqual(['GroundAdvantage', 'Priority', 'Express']);
      expect(usps_zone).toBe(8);
    },
  );

  test('customs items have their value as a decimal string', async ({ target }) => {
    const item = { description: 'Mug', quantity: 2, weight: 11, value: 23.25, origin_country: 'DE' };
    const customs = { contents_type: 'merchandise', customs_items: [item] };
    const { customs_info } = await create(easypostAt(target), { to_address: tokyo, customs_info: customs });
    expect(customs_info).toMatchObject({
      contents_type: 'merchandise',
      customs_items: [{ ...item, value: '23.25' }],
    });
  });

  test(
    'a parcel that the carrier does not take has no rates and says why',
    { tags: 'fake-only' },
    async ({ target }) => {
      const { rates, messages } = await create(easypostAt(target), {
        from_address: berlin,
        parcel: { weight: 2401 },
      });
      expect(rates).toEqual([]);
      expect(messages).toMatchObject([
        { carrier: 'UPS', type: 'rate_error', message: expect.stringContaining('2400') },
      ]);
    },
  );

  test('sent twice it makes two shipments: there are no idempotency keys', async ({ target }) => {
    const client = easypostAt(target);
    expect((await create(client)).id).not.toBe((await create(client)).id);
  });

  test('can be read back', async ({ target }) => {
    const client = easypostAt(target);
    const { id, rates } = await create(client);
    expect(await client.Shipment.retrieve(id)).toMatchObject({
      id,
      rates: rates.map((rate) => ({ id: rate.id })),
    });
  });
});
