import type { IShipment } from '@easypost/api';
import { describe, expect } from 'vitest';
import { test } from '../target/test-at-target.ts';
import {
  berlin,
  bought,
  buy,
  create,
  easypostAt,
  oakland,
  parcel,
  paris,
  tokyo,
  trackerStatus,
} from './easypost-client.ts';

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

describe('buying a label', () => {
  test('fixes the rate and adds a label, a tracker and the fee', async ({ target }) => {
    const client = easypostAt(target);
    const created = await create(client);
    const [rate] = created.rates;
    const shipment = await buy(client, created);
    expect(shipment).toMatchObject({
      selected_rate: { id: rate?.id, rate: rate?.rate },
      tracking_code: expect.stringMatching(/^\w{12,}$/),
      postage_label: { object: 'PostageLabel', label_url: expect.stringMatching(/^https:.*\.png$/) },
      tracker: { object: 'Tracker', carrier: rate?.carrier, shipment_id: created.id },
      fees: [
        { object: 'Fee', type: 'PostageFee', amount: `${rate?.rate}000`, charged: true, refunded: false },
      ],
    });
    expect(shipment.tracker.tracking_code).toBe(shipment.tracking_code);
  });

  test('each parcel has a tracking code of its own', async ({ target }) => {
    const client = easypostAt(target);
    const codes = [await bought(client), await bought(client)].map(({ tracking_code: code }) => code);
    expect(new Set([...codes, null]).size).toBe(3);
  });

  test('a second purchase is refused and changes nothing', async ({ target }) => {
    const client = easypostAt(target);
    const shipment = await bought(client);
    await expect(client.Shipment.buy(shipment.id, shipment.rates[1]?.id ?? '')).rejects.toMatchObject({
      statusCode: 422,
      code: 'SHIPMENT.POSTAGE.EXISTS',
      message: 'Postage already exists for this shipment.',
    });
    expect(await client.Shipment.retrieve(shipment.id)).toMatchObject({
      tracking_code: shipment.tracking_code,
      selected_rate: { id: shipment.rates[0]?.id },
      fees: shipment.fees.map(({ type, amount }) => ({ type, amount })),
    });
  });

  test('of two purchases at the same time one is refused', { tags: 'fake-only' }, async ({ target }) => {
    const client = easypostAt(target);
    const shipment = await create(client);
    const outcomes = await Promise.allSettled([buy(client, shipment), buy(client, shipment)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test(
    'a purchase whose answer was lost is found by reading the shipment',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await fakes.control.arm({
        on: { op: 'easypost.shipments.buy' },
        phase: 'after-effect',
        effect: { kind: 'reset', at: 'start' },
      });
      const client = easypostAt(fakes);
      const shipment = await create(client);
      await expect(buy(client, shipment)).rejects.toThrow(/socket hang up|ECONNRESET/);
      const { tracking_code } = await client.Shipment.retrieve(shipment.id);
      expect(tracking_code).toEqual(expect.any(String));
    },
  );

  test('insurance is half a percent, and at least 50 cents', async ({ target }) => {
    const client = easypostAt(target);
    const [much, little] = [
      await buy(client, await create(client), 249.99),
      await buy(client, await create(client), 50),
    ];
    expect(much).toMatchObject({
      insurance: '249.99',
      fees: [{}, { type: 'InsuranceFee', amount: '1.24995' }],
    });
    expect(little).toMatchObject({ insurance: '50.00', fees: [{}, { amount: '0.50000' }] });
  });

  test('the rate that was chosen is the one that is bought, whichever of them it is', async ({ target }) => {
    const client = easypostAt(target);
    const { rates } = await create(client);
    expect(rates.length).toBeGreaterThan(1);

    for (const index of rates.keys()) {
      const shipment = await create(client);
      const rate = shipment.rates[index];
      const { selected_rate: selected } = await client.Shipment.buy(shipment.id, rate?.id ?? '');
      expect(selected).toMatchObject({ id: rate?.id, service: rate?.service, rate: rate?.rate });
    }
  });

  test('a rate of another shipment is refused and nothing is bought', async ({ target }) => {
    const client = easypostAt(target);
    const [one, other] = [await create(client), await create(client)];
    await expect(client.Shipment.buy(one.id, other.rates[0]?.id ?? '')).rejects.toMatchObject({
      statusCode: 422,
      code: 'SHIPMENT.MISSING_RATE',
    });
    expect((await client.Shipment.retrieve(one.id)).postage_label).toBeNull();
  });
});

describe('refunding a label', () => {
  test('is submitted to the carrier, once', async ({ target }) => {
    const client = easypostAt(target);
    const { id } = await bought(client);
    expect(await client.Shipment.refund(id)).toMatchObject({ refund_status: 'submitted' });
    await expect(client.Shipment.refund(id)).rejects.toMatchObject({ code: 'SHIPMENT.REFUND.UNAVAILABLE' });
  });

  test(
    'is granted or rejected by the carrier, and the postage fee with it',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      const client = easypostAt(fakes);
      const [granted, rejected] = [await bought(client), await bought(client)];
      for (const { id } of [granted, rejected]) await client.Shipment.refund(id);
      await fakes.control.given('easypost', 'refund_status', { shipment: granted.id, status: 'refunded' });
      await fakes.control.given('easypost', 'refund_status', { shipment: rejected.id, status: 'rejected' });
      expect(await client.Shipment.retrieve(granted.id)).toMatchObject({
        refund_status: 'refunded',
        fees: [{ type: 'PostageFee', charged: true, refunded: true }],
      });
      expect(await client.Shipment.retrieve(rejected.id)).toMatchObject({
        refund_status: 'rejected',
        fees: [{ type: 'PostageFee', charged: true, refunded: false }],
      });
    },
  );

  test('that nobody asked for cannot be granted', { tags: 'fake-only' }, async ({ fakes }) => {
    const { id } = await bought(easypostAt(fakes));
    const given = fakes.control.given('easypost', 'refund_status', { shipment: id, status: 'refunded' });
    await expect(given).rejects.toThrow(/There is no refund of 'shp_.*' that is submitted/);
  });

  test('is refused before anything was bought', async ({ target }) => {
    const client = easypostAt(target);
    const { id } = await create(client);
    await expect(client.Shipment.refund(id)).rejects.toMatchObject({
      statusCode: 422,
      code: 'SHIPMENT.REFUND.UNAVAILABLE',
    });
  });

  test('is refused when the parcel is on its way', { tags: 'fake-only' }, async ({ fakes }) => {
    const client = easypostAt(fakes);
    const { id, tracking_code } = await bought(client);
    await trackerStatus(fakes, tracking_code, 'in_transit');
    await expect(client.Shipment.refund(id)).rejects.toMatchObject({ code: 'SHIPMENT.REFUND.UNAVAILABLE' });
    expect((await client.Shipment.retrieve(id)).refund_status).toBeNull();
  });
});
