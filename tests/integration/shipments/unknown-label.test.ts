import { expect, test } from '@topheavy/testbed';

const BUY = 'easypost.shipments.buy';

test('a label that was never bought fails when the sweeper looks, and can be bought anew', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder();
  await shop.loseRequest(BUY, 1);
  const lost = await shop.buyLabel(order);

  await shop.sweepShipments({ minutesLater: 2 });

  expect(lost.status).toBe(202);
  expect(await shop.readShipment(lost.body)).toMatchObject({ body: { status: 'failed' } });
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', shipmentId: null });
  expect(await shop.buyLabel(order)).toMatchObject({ status: 201 });
  expect(await shop.labelsBought()).toBe(1);
});

test('an answer that shows the label elsewhere is no proof that none was bought', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  await shop.loseAnswer(BUY, 1);
  const lost = await shop.buyLabel(order);
  const moved = await shop.lastingFault({
    on: { op: 'easypost.shipments.retrieve' },
    phase: 'after-effect',
    effect: { kind: 'drift', changes: [{ change: 'rename', path: '$.postage_label', to: 'label' }] },
  });

  await shop.sweepShipments({ minutesLater: 2 });
  const meanwhile = await shop.readShipment(lost.body);
  await moved.end();
  await shop.sweepShipments({ minutesLater: 4 });

  expect(meanwhile).toMatchObject({ body: { status: 'purchasing' } });
  expect(await shop.readShipment(lost.body)).toMatchObject({ body: { status: 'purchased' } });
  expect(await shop.labelsBought()).toBe(1);
});

test('while it is open whether a label was bought, no other is, and the order is not cancelled', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  await shop.loseAnswer(BUY, 1);
  const open = await shop.buyLabel(order);

  const second = await shop.refuses('invalid-state-transition', () => shop.buyLabel(order));
  const cancelled = await shop.refuses('invalid-state-transition', () => shop.cancelOrder(order));

  expect(second.detail).toContain(open.body.id);
  expect([second.status, cancelled.status]).toEqual([409, 409]);
});

test.for(['SHIPMENT.POSTAGE.NO_RESPONSE', 'SHIPMENT.POSTAGE.TIMED_OUT'])(
  'a carrier that did not answer EasyPost in time, %s, may have made the label: it is open',
  async (code, { shop }) => {
    const order = await shop.given.authorisedOrder();
    await shop.fault({
      on: { op: BUY },
      phase: 'after-effect',
      effect: { kind: 'status', code: 422, body: { error: { code, message: 'By a test.' } } },
    });

    const open = await shop.buyLabel(order);
    await shop.sweepShipments({ minutesLater: 2 });

    expect(open).toMatchObject({ status: 202, body: { status: 'purchasing' } });
    expect(await shop.readShipment(open.body)).toMatchObject({ body: { status: 'purchased' } });
    expect(await shop.labelsBought()).toBe(1);
  },
);

test('the sweeper leaves a purchase alone that may still be under way', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  await shop.loseRequest(BUY, 1);
  const { body: shipment } = await shop.buyLabel(order);

  const settled = await shop.sweepShipments();

  expect(settled).toBe(0);
  expect(await shop.readShipment(shipment)).toMatchObject({ body: { status: 'purchasing' } });
});

test('a carrier that refuses the label leaves the order confirmed, and it can be tried again', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  await shop.reject(BUY);

  const refused = await shop.buyLabel(order);

  expect(refused).toMatchObject({ status: 422, problem: { slug: 'label-refused' } });
  const shipment = { id: String(refused.problem?.['shipmentId']) };
  expect(await shop.readShipment(shipment)).toMatchObject({ body: { status: 'failed' } });
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed', shipmentId: null });
  expect(await shop.buyLabel(order)).toMatchObject({ status: 201 });
});

test('after a crash between purchase and record the same key finishes the same shipment, with one label', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  const crashed = await shop.interruptedAt(BUY, (via) =>
    shop.buyLabel(order, { idempotencyKey: 'send', via }),
  );

  const retry = await shop.buyLabel(order, { idempotencyKey: 'send' });

  expect(retry).toMatchObject({ status: 201, body: { status: 'purchased' } });
  expect(await crashed.goesOn()).toMatchObject({
    status: 409,
    problem: { slug: 'idempotency-key-in-progress' },
  });
  expect(await shop.read(order)).toMatchObject({ status: 'fulfilled', shipmentId: retry.body.id });
  expect(await shop.labelsBought()).toBe(1);
});

test('after a crash the retry answers with a label that was found since, and asks the carrier nothing more', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  const send = (how: object) => shop.buyLabel(order, { idempotencyKey: 'send', ...how });
  const crashed = await shop.interruptedAt(BUY, (via) => send({ via }));
  await shop.sweepShipments({ minutesLater: 2 });
  const asked = await shop.journal({ provider: 'easypost' });

  const retry = await send({});

  expect(retry).toMatchObject({ status: 201, body: { status: 'purchased' } });
  expect(await shop.journal({ provider: 'easypost' })).toEqual(asked);
  await crashed.goesOn();
});

test('after a crash a carrier that turns the retry away leaves the purchase open: the label may be bought', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  const crashed = await shop.interruptedAt(BUY, (via) =>
    shop.buyLabel(order, { idempotencyKey: 'send', via }),
  );
  await shop.turnAway(BUY);

  const retry = await shop.buyLabel(order, { idempotencyKey: 'send' });
  await crashed.goesOn();
  await shop.sweepShipments({ minutesLater: 2 });

  expect(retry).toMatchObject({ status: 202, body: { status: 'purchasing' } });
  expect(await shop.read(order)).toMatchObject({ status: 'fulfilled' });
  expect(await shop.labelsBought()).toBe(1);
});

test('a label that was bought after it was given up is recorded all the same', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  const slow = await shop.interruptedAt(BUY, (via) => shop.buyLabel(order, { via }), 'before-effect');
  await shop.sweepShipments({ minutesLater: 2 });

  const late = await slow.goesOn();

  expect(late).toMatchObject({ status: 201, body: { status: 'purchased' } });
  expect(await shop.read(order)).toMatchObject({ status: 'fulfilled', shipmentId: late.body.id });
});

test('a purchase that was given up and one that followed it are one label, and the order is sent once', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();
  const slow = await shop.interruptedAt(BUY, (via) => shop.buyLabel(order, { via }), 'before-effect');
  await shop.sweepShipments({ minutesLater: 2 });
  const { body: second } = await shop.buyLabel(order);

  const late = await slow.goesOn();

  expect(late).toMatchObject({ status: 409, problem: { slug: 'invalid-state-transition' } });
  expect(await shop.read(order)).toMatchObject({ status: 'fulfilled', shipmentId: second.id });
  expect(await shop.labelsBought()).toBe(1);
});

test('no transaction is open while the carrier prints', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  const fault = await shop.holdAnswer(BUY);
  const running = shop.buyLabel(order);
  await shop.untilHeld(fault);

  const open = await shop.openTransactions();
  await shop.release(fault);

  expect(await running).toMatchObject({ status: 201 });
  expect(open).toBe(0);
});
