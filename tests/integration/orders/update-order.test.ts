import { accepted, expect, FRANCE, GERMANY, test, type Shop } from '@topheavy/testbed';

const NOBODYS = { id: '01890a5d-ac96-774b-bcce-b302099a8057' };
const MUNICH = { ...GERMANY, line1: 'Marienplatz 8', city: 'München', postalCode: '80331' };

const etagOf = async (shop: Shop, order: { id: string }): Promise<string> =>
  (await shop.readOrder(order)).headers['etag'] ?? '';

test('a correction changes what it names and nothing else, under a new version', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const etag = await etagOf(shop, order);

  const updated = await shop.updateOrder(order, etag, { deliveryNote: 'Ring twice' });

  expect(updated).toMatchObject({ status: 200, body: { ...order.body, deliveryNote: 'Ring twice' } });
  expect(updated.headers['etag']).not.toBe(etag);
  expect(updated.headers['etag']).toBe(await etagOf(shop, order));
});

test('a delivery note can be taken back', async ({ shop }) => {
  const cart = await shop.given.cart();
  const placed = await shop.placeOrder(cart, '19.00 EUR', { deliveryNote: 'Ring twice' });

  const updated = await shop.updateOrder(placed.body, placed.headers['etag'] ?? '', { deliveryNote: null });

  expect(placed.body.deliveryNote).toBe('Ring twice');
  expect(accepted(updated)).toEqual({ ...placed.body, deliveryNote: null });
});

test('mails go to the corrected address from then on', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  accepted(await shop.updateOrder(order, await etagOf(shop, order), { email: 'new@customers.example' }));
  accepted(await shop.cancelOrder(order));
  await shop.relayAll();

  const [placed, cancelled] = await shop.mails();

  expect(placed).toMatchObject({ to: [shop.customer.email] });
  expect(cancelled).toMatchObject({ to: ['new@customers.example'] });
});

test('a correction needs the version that it is made on', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const refusal = await shop.refuses('precondition-required', () =>
    shop.updateOrder(order, null, { deliveryNote: 'Ring twice' }),
  );

  expect(refusal).toMatchObject({
    status: 428,
    detail: 'Send If-Match with the ETag of the version you read.',
  });
});

test('a correction made on an old version is refused and says which is the present one', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const etag = await etagOf(shop, order);
  accepted(await shop.updateOrder(order, etag, { deliveryNote: 'Ring once' }));

  const refusal = await shop.refuses('precondition-failed', () =>
    shop.updateOrder(order, etag, { deliveryNote: 'Ring twice' }),
  );

  expect(refusal).toMatchObject({
    status: 412,
    currentETag: '"2"',
    detail: 'Somebody changed it meanwhile. Read it again and repeat your change on top.',
  });
});

test('a version that an order will have one day is as wrong as an old one', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const refusal = await shop.refuses('precondition-failed', () =>
    shop.updateOrder(order, '"10"', { deliveryNote: 'Ring twice' }),
  );

  expect(refusal).toMatchObject({ status: 412, currentETag: '"1"' });
});

test.for(['*', 'W/"1"', '"1", "2"', '"0"', '1'])('%s is no version of an order', async (etag, { shop }) => {
  const order = await shop.given.placedOrder();

  const refusal = await shop.refuses('precondition-failed', () =>
    shop.updateOrder(order, etag, { deliveryNote: 'Ring twice' }),
  );

  expect(refusal).toMatchObject({ status: 412, detail: 'If-Match must be one ETag that this API gave.' });
});

test('of two corrections made on the same version at once one is refused', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const etag = await etagOf(shop, order);

  const answers = await shop.raceAtGate(
    { table: 'orders', id: order.id },
    ['first', 'second'].map((note) => () => shop.updateOrder(order, etag, { deliveryNote: note })),
  );

  const [kept] = answers.filter(({ status }) => status === 200);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  expect((await shop.readOrder(order)).body.deliveryNote).toBe(kept?.body.deliveryNote);
});

test('a payment that shows up beside the order loses no correction', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const etag = await etagOf(shop, order);
  accepted(await shop.authorize(order, 'pm_card_authenticationRequired'));

  expect(await shop.updateOrder(order, etag, { deliveryNote: 'Ring twice' })).toMatchObject({ status: 200 });
});

test.for(['fulfilled', 'cancelled'])('an order that is %s is no longer corrected', async (from, { shop }) => {
  const order = from === 'fulfilled' ? await shop.given.shippedOrder() : await shop.given.cancelledOrder();
  const etag = await etagOf(shop, order);

  const refusal = await shop.refuses('invalid-state-transition', () =>
    shop.updateOrder(order, etag, { deliveryNote: 'Ring twice' }),
  );

  expect(refusal).toMatchObject({ status: 409, from, action: 'update', allowed: [] });
});

test('the label of an order whose address was corrected bears the new one, at the agreed price', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder();

  const updated = await shop.updateOrder(order, await etagOf(shop, order), { address: MUNICH });
  accepted(await shop.buyLabel(order));

  const [label] = await shop.labels();
  expect(accepted(updated)).toMatchObject({ address: MUNICH, totals: order.body.totals });
  expect(label).toMatchObject({ city: 'München', street1: 'Marienplatz 8' });
});

test('an order does not move to another country, whose tax it does not carry', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const etag = await etagOf(shop, order);

  const refusal = await shop.refuses('validation-failed', () =>
    shop.updateOrder(order, etag, { address: FRANCE }),
  );

  expect(refusal).toMatchObject({ status: 422, errors: [{ pointer: '/body/address/country' }] });
});

test('an address that the carriers refuse is refused', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const etag = await etagOf(shop, order);
  await shop.reject('easypost.shipments.create');

  const refusal = await shop.refuses('destination-not-supported', () =>
    shop.updateOrder(order, etag, { address: MUNICH }),
  );

  expect(refusal.status).toBe(422);
});

test('an address is not changed while the carriers cannot be asked', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const etag = await etagOf(shop, order);
  const outage = await shop.outage('carriers');

  const refusal = await shop.refuses('dependency-unavailable', () =>
    shop.updateOrder(order, etag, { address: MUNICH }),
  );
  await outage.end();

  expect(refusal.status).toBe(503);
  expect(await shop.updateOrder(order, etag, { address: MUNICH })).toMatchObject({ status: 200 });
});

test("nobody corrects somebody else's order, or one that does not exist", async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const as = await shop.given.customer();

  const theirs = await shop.refuses('order-not-found', () =>
    shop.updateOrder(order, '"1"', { deliveryNote: 'Mine' }, { as }),
  );
  const nobodys = await shop.refuses('order-not-found', () =>
    shop.updateOrder(NOBODYS, '"1"', { deliveryNote: 'Mine' }),
  );

  expect([theirs.status, nobodys.status]).toEqual([404, 404]);
});

test('a correction that changes nothing is refused', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const refusal = await shop.refuses('validation-failed', () => shop.updateOrder(order, '"1"', {}));

  expect(refusal['errors']).toMatchObject([{ pointer: '/body' }]);
});
