import { describe, expect } from 'vitest';
import { test } from '../target/test-at-target.ts';
import { bought, buy, create, easypostAt, trackerStatus } from './easypost-client.ts';

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
