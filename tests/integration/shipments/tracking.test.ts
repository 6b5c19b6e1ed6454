import { expect, test, type Shop } from '@topheavy/testbed';

const UPDATED = 'tracker.updated';

const read = async (shop: Shop, order: { shipmentId: string }) =>
  (await shop.readShipment({ id: order.shipmentId })).body;

test.for([
  ['pre_transit', 'purchased'],
  ['in_transit', 'in_transit'],
  ['out_for_delivery', 'in_transit'],
  ['available_for_pickup', 'in_transit'],
  ['delivered', 'delivered'],
  ['return_to_sender', 'returned'],
  ['failure', 'failed'],
  ['cancelled', 'failed'],
] as const)('what the carrier calls %s the shop calls %s', async ([reported, status], { shop }) => {
  const order = await shop.given.shippedOrder();
  await shop.carrierReports(order, reported);

  await shop.deliverWebhooks({ provider: 'easypost' });

  expect(await read(shop, order)).toMatchObject({ status, updates: [{ status }] });
});

test.for(['unknown', 'error'] as const)(
  'a tracker that says %s says nothing about the parcel',
  async (reported, { shop }) => {
    const order = await shop.given.shippedOrder();
    await shop.carrierReports(order, reported);

    const deliveries = await shop.deliverWebhooks({ provider: 'easypost' });

    expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await read(shop, order)).toMatchObject({ status: 'purchased', updates: [] });
  },
);

test.for(['held_at_customs', 'constructor', '__proto__'])(
  'a status that nobody has heard of, such as %s, says nothing about the parcel',
  async (unheardOf, { shop }) => {
    const order = await shop.given.shippedOrder();
    await shop.carrierReports(order, 'in_transit');
    const [event] = await shop.eventsOfType(UPDATED);
    const { result } = event as { result: object };

    const answers = [
      await shop.easypostSends({ ...event, id: 'evt_new', result: { ...result, status: unheardOf } }),
      await shop.easypostSends(event),
    ];

    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await read(shop, order)).toMatchObject({
      status: 'in_transit',
      updates: [{ status: 'in_transit' }],
    });
  },
);

test('a report about a label that is recorded is taken as it is, and the carrier asked nothing', async ({
  shop,
}) => {
  const order = await shop.given.shippedOrder();
  await shop.carrierReports(order, 'in_transit');
  const asked = await shop.journal({ provider: 'easypost' });

  await shop.deliverWebhooks({ provider: 'easypost' });

  expect(await read(shop, order)).toMatchObject({ status: 'in_transit' });
  expect(await shop.journal({ provider: 'easypost' })).toEqual(asked);
});

test('a parcel is followed to the door', async ({ shop }) => {
  const order = await shop.given.shippedOrder();
  for (const status of ['in_transit', 'out_for_delivery', 'delivered'])
    await shop.carrierReports(order, status);

  await shop.deliverWebhooks({ provider: 'easypost' });

  const { status, updates } = await read(shop, order);
  expect(status).toBe('delivered');
  expect(updates.map((update) => update.status)).toEqual(['in_transit', 'in_transit', 'delivered']);
});

test('reports that come last first and twice leave the parcel where it is: delivered', async ({ shop }) => {
  const order = await shop.given.shippedOrder();
  for (const status of ['in_transit', 'delivered']) await shop.carrierReports(order, status);

  await shop.deliverWebhooks({ provider: 'easypost', reverse: true, duplicate: true });

  const { status, updates } = await read(shop, order);
  expect(status).toBe('delivered');
  expect(updates.map((update) => update.status).toSorted()).toEqual(['delivered', 'in_transit']);
});

test('a report whose two deliveries meet at the parcel counts once', async ({ shop }) => {
  const order = await shop.given.shippedOrder();
  await shop.carrierReports(order, 'in_transit');
  const [event] = await shop.eventsOfType(UPDATED);
  const deliver = () => shop.easypostSends(event);

  const answers = await shop.raceAtGate({ table: 'shipments', id: order.shipmentId }, [deliver, deliver]);

  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  expect((await read(shop, order)).updates).toMatchObject([{ status: 'in_transit' }]);
});

test('a report that comes fifty times at once counts once', async ({ shop }) => {
  const order = await shop.given.shippedOrder();
  await shop.carrierReports(order, 'in_transit');
  const [event] = await shop.eventsOfType(UPDATED);

  const answers = await shop.race(50, () => shop.easypostSends(event));

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  expect(await read(shop, order)).toMatchObject({
    status: 'in_transit',
    updates: [{ status: 'in_transit' }],
  });
});

test('a report without a valid signature is refused and moves nothing', async ({ shop }) => {
  const order = await shop.given.shippedOrder();
  await shop.carrierReports(order, 'delivered');
  const [event] = await shop.eventsOfType(UPDATED);
  const tampered = { ...event, id: 'evt_other' };

  const answers = [
    await shop.refuses('webhook-signature-invalid', () => shop.easypostSends(event, { secret: 'guessed' })),
    await shop.refuses('webhook-signature-invalid', () => shop.easypostSends(tampered, { signedFor: event })),
    await shop.refuses('webhook-signature-invalid', () => shop.call('receiveEasypostEvent', { body: event })),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
});

test('a signed body that is no report is refused as malformed', async ({ shop }) => {
  const answers = [await shop.easypostSends('{"half":'), await shop.easypostSends({ object: 'Batch' })];

  expect(answers.map(({ status, problem }) => [status, problem?.slug])).toEqual([
    [400, 'malformed-request'],
    [400, 'malformed-request'],
  ]);
});

test('reports about parcels that are not ours, and other events, are accepted and left alone', async ({
  shop,
}) => {
  const order = await shop.given.shippedOrder();
  await shop.carrierReports(order, 'delivered');
  const [event] = await shop.eventsOfType(UPDATED);
  const { result } = event as { result: object };
  const strangers = {
    ...event,
    id: 'evt_1',
    result: { ...result, id: 'trk_other', shipment_id: 'shp_other' },
  };

  const answers = [
    await shop.easypostSends(strangers),
    await shop.easypostSends({ ...event, id: 'evt_2', description: 'batch.created' }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  expect(await read(shop, order)).toMatchObject({ status: 'purchased', updates: [] });
});

test('a report that overtakes the answer to the purchase records the label first', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  await shop.loseAnswer('easypost.shipments.buy', 1);
  const { body: shipment } = await shop.buyLabel(order);
  const trackingCode = await shop.lastTrackingCode();
  await shop.carrierReports({ trackingCode }, 'in_transit');

  await shop.deliverWebhooks({ provider: 'easypost' });

  expect(await shop.readShipment(shipment)).toMatchObject({
    body: { status: 'in_transit', trackingCode, updates: [{ status: 'in_transit' }] },
  });
  expect(await shop.read(order)).toMatchObject({ status: 'fulfilled' });
});

test('a report about a purchase that cannot be looked up now is not kept, so that it works when it comes again', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  await shop.loseAnswer('easypost.shipments.buy', 1);
  const { body: shipment } = await shop.buyLabel(order);
  await shop.carrierReports({ trackingCode: await shop.lastTrackingCode() }, 'delivered');
  const [event] = await shop.eventsOfType(UPDATED);
  await shop.loseRequest('easypost.shipments.retrieve');

  const refusal = await shop.refuses('dependency-unavailable', () => shop.easypostSends(event));
  const again = await shop.easypostSends(event);

  expect([refusal.status, again.status]).toEqual([503, 204]);
  expect(await shop.readShipment(shipment)).toMatchObject({ body: { status: 'delivered' } });
});
