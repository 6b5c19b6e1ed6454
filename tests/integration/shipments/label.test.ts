import { expect, statuses, tally, test, withMoneyAsText } from '@topheavy/testbed';

test('buying the label sends the order: tracking code, label, and the order is fulfilled', async ({
  shop,
}) => {
  const order = await shop.given.capturedOrder();

  const label = await shop.buyLabel(order);

  expect(label).toMatchObject({
    status: 201,
    headers: { location: `/v1/shipments/${label.body.id}` },
    body: { orderId: order.id, status: 'purchased', updates: [] },
  });
  expect(label.body.trackingCode).not.toBeNull();
  expect(label.body.labelUrl).toMatch(/^https:\/\//);
  expect(await shop.read(order)).toMatchObject({ status: 'fulfilled', shipmentId: label.body.id });
  expect(await shop.labelsBought()).toBe(1);
});

test('the label is bought at the service that the customer chose', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();

  const { body: shipment } = await shop.buyLabel(order);

  const { shipping } = await shop.read(order);
  expect(shipment).toMatchObject({ carrier: shipping.carrier, service: shipping.service });
});

test('what the label cost is shown to the back office, and to nobody else', async ({ shop }) => {
  const order = await shop.given.shippedOrder();
  const shipment = { id: order.shipmentId };

  const office = await shop.readShipment(shipment, { as: shop.backOffice });
  const customer = await shop.readShipment(shipment);

  expect(withMoneyAsText(office.body)).toMatchObject({ cost: '10.00 USD' });
  expect(customer.status).toBe(200);
  expect(customer.body).not.toHaveProperty('cost');
});

test('a label of which an older release kept no currency is shown without its cost', async ({ shop }) => {
  const order = await shop.given.shippedOrder();
  await shop.sql('UPDATE shipments SET cost_currency = NULL, label_url = NULL WHERE id = $1', [
    order.shipmentId,
  ]);

  const shipment = await shop.readShipment({ id: order.shipmentId }, { as: shop.backOffice });

  expect(shipment).toMatchObject({ status: 200, body: { status: 'purchased', cost: null, labelUrl: null } });
});

test('the goods that left are neither on hand nor reserved any more', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 10 });
  const order = await shop.given.capturedOrder({ items: [{ product, quantity: 3 }] });
  const before = await shop.stockOf(product);

  await shop.buyLabel(order);

  expect(before).toMatchObject({ onHand: 10, reserved: 3, available: 7 });
  expect(await shop.stockOf(product)).toMatchObject({ onHand: 7, reserved: 0, available: 7 });
});

test('the inventory service is told of the sale, once', async ({ shop }) => {
  const product = await shop.given.product({ onHand: 10 });
  await shop.warehouseCounts(product, 10);
  const order = await shop.given.capturedOrder({ items: [{ product, quantity: 3 }] });

  await shop.buyLabel(order);
  await shop.relayAll();
  await shop.relayAll();

  expect(await shop.inTheWarehouse(product)).toBe(7);
});

test('an order that is not paid is not sent', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const refusal = await shop.refuses('invalid-state-transition', () => shop.buyLabel(order));

  expect(refusal).toMatchObject({ status: 409, from: 'pending_payment', action: 'fulfil' });
  expect(await shop.labelsBought()).toBe(0);
});

test('an order that was cancelled is not sent', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  await shop.cancelOrder(order);

  const refusal = await shop.refuses('invalid-state-transition', () => shop.buyLabel(order));

  expect(refusal).toMatchObject({ status: 409, from: 'cancelled', allowed: [] });
});

test('an order is sent once: a second label is refused', async ({ shop }) => {
  const order = await shop.given.shippedOrder();

  const refusal = await shop.refuses('invalid-state-transition', () => shop.buyLabel(order));

  expect(refusal).toMatchObject({ status: 409, from: 'fulfilled' });
  expect(await shop.labelsBought()).toBe(1);
});

test('two labels that meet at the order are one label and a refusal', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();

  const answers = await shop.raceAtGate({ table: 'orders', id: order.id }, [
    () => shop.buyLabel(order),
    () => shop.buyLabel(order),
  ]);

  expect(statuses(answers)).toEqual([201, 409]);
  expect(await shop.labelsBought()).toBe(1);
});

test('a stampede for labels buys one', async ({ shop }) => {
  const order = await shop.given.authorisedOrder();

  const answers = await shop.race(50, () => shop.buyLabel(order));

  expect(tally(answers)).toEqual({ 201: 1, 409: 49 });
  expect(await shop.labelsBought()).toBe(1);
});

test.for([
  ['a cancellation that comes before a label', 'cancelled', 0],
  ['a label that comes before a cancellation', 'fulfilled', 1],
] as const)('%s wins: the order is %s', async ([, end, labels], { shop }) => {
  const order = await shop.given.authorisedOrder();
  const cancel = (): Promise<{ status: number }> => shop.cancelOrder(order);
  const send = (): Promise<{ status: number }> => shop.buyLabel(order);

  const [first, second] = await shop.queueAtGate(
    { table: 'orders', id: order.id },
    end === 'cancelled' ? [cancel, send] : [send, cancel],
  );

  expect([first?.status, second?.status]).toEqual([end === 'cancelled' ? 200 : 201, 409]);
  expect(await shop.read(order)).toMatchObject({ status: end });
  expect(await shop.labelsBought()).toBe(labels);
});

test("somebody else's order is not sent, and its shipment not shown", async ({ shop }) => {
  const order = await shop.given.authorisedOrder();
  const stranger = await shop.given.customerWithout('ledger:read');

  const theirs = await shop.refuses('order-not-found', () => shop.buyLabel(order, { as: stranger }));
  const nobodys = await shop.refuses('order-not-found', () => shop.buyLabel({ id: order.paymentId }));
  const { body: shipment } = await shop.buyLabel(order);

  expect([theirs.status, nobodys.status]).toEqual([404, 404]);
  expect(await shop.readShipment(shipment, { as: stranger })).toMatchObject({
    status: 404,
    problem: { slug: 'shipment-not-found' },
  });
  expect(await shop.readShipment(order)).toMatchObject({
    status: 404,
    problem: { slug: 'shipment-not-found' },
  });
});
