import {
  accepted,
  describe,
  expect,
  publishedOperations,
  scopeOf,
  test,
  type Answer,
  type Shop,
} from '@topheavy/testbed';
import type { Operation } from '@topheavy/testbed/operations';
import { cellOf, ownedBy } from './access-matrix.ts';
import { goodRequests, oneOfEach, type OneOfEach } from './one-of-each.ts';

const writing = publishedOperations().filter(
  (operation) => scopeOf(operation) !== null && operation.method !== 'GET',
);

function isForCustomers(operation: Operation): boolean {
  const cell = cellOf(operation, 'the customer');
  return 'gets' in cell && cell.gets === 'done';
}

/** Who may do the operation, and somebody else who may do all. */
const two = async (
  shop: Shop,
  operation: Operation,
  { owner, stranger }: OneOfEach,
): Promise<readonly [key: string, other: string]> =>
  isForCustomers(operation)
    ? [owner.key, stranger.key]
    : [shop.backOffice.key, (await shop.given.backOfficeWithout('none')).key];

/** The answer tells of what is new or a customer's. Two clerks who change a thing alike are answered alike. */
const isForOneOnly = (operation: Operation, { status }: Answer): boolean =>
  status === 201 || isForCustomers(operation);

describe.each(writing)('$operationId', (operation) => {
  const id = operation.operationId;
  test(`what ${id} answered to one is not given to another who sends the same Idempotency-Key`, async ({
    shop,
  }) => {
    const things = await oneOfEach(shop);
    const [key, other] = await two(shop, operation, things);
    const request = { ...goodRequests[id]?.(things), idempotencyKey: 'the-same' };
    const first = await shop.call(id, { ...request, key });

    const others = await shop.call(id, { ...request, key: other });
    const again = await shop.call(id, { ...request, key });

    expect(first.status).toBeLessThan(300);
    expect(others.headers['idempotent-replayed']).toBeUndefined();
    if (isForOneOnly(operation, first)) expect(others.text).not.toBe(first.text);
    expect(again).toMatchObject({ text: first.text, headers: { 'idempotent-replayed': 'true' } });
  });
});

const ofCustomers = writing.filter((operation) => ownedBy(operation) !== null);

describe.each(ofCustomers)('$operationId', (operation) => {
  const id = operation.operationId;
  test(`${id} tells a stranger with the owner's Idempotency-Key that there is nothing`, async ({ shop }) => {
    const things = await oneOfEach(shop);
    const [key] = await two(shop, operation, things);
    const request = { ...goodRequests[id]?.(things), idempotencyKey: 'the-same' };
    accepted(await shop.call(id, { ...request, key }));

    const answer = await shop.changesNothing(() => shop.call(id, { ...request, key: things.stranger.key }));

    expect(answer).toMatchObject({ status: 404, problem: { slug: expect.stringMatching(/-not-found$/) } });
  });
});

test('an Idempotency-Key that another customer has in use holds up nobody', async ({ shop }) => {
  const { owner, stranger } = await oneOfEach(shop);
  const theirs = await shop.given.placedOrder({ as: stranger });
  const mine = await shop.given.placedOrder({ as: owner });
  const held = await shop.fault({
    on: { op: 'stripe.payment_intents.create' },
    phase: 'after-effect',
    effect: { kind: 'hold' },
  });
  const running = shop.authorize(mine, 'pm_card_visa', { as: owner, idempotencyKey: 'the-same' });
  await shop.untilHeld(held);

  const answer = await shop.authorize(theirs, 'pm_card_visa', { as: stranger, idempotencyKey: 'the-same' });
  await shop.release(held);

  expect([answer.status, (await running).status]).toEqual([201, 201]);
});

test('no filter and no page of a list shows orders of another customer', async ({ shop }) => {
  const { stranger, all } = await oneOfEach(shop);
  const statuses = await shop.sql<{ status: string }>('SELECT DISTINCT status FROM orders');

  const lists = await Promise.all(
    [{}, { limit: '1' }, ...statuses].map((query) => shop.listOrders({ ...query }, { as: stranger })),
  );

  expect(statuses.length).toBeGreaterThan(2);
  for (const { body } of lists) expect(body).toEqual({ items: [], nextCursor: null });
  expect(all.orderId.length).toBeGreaterThan(statuses.length);
});

test('a cursor leads nobody into the list of another customer', async ({ shop }) => {
  const { owner, stranger } = await oneOfEach(shop);
  const ofOwner = accepted(await shop.listOrders({ limit: '2' }, { as: owner })).nextCursor ?? '';
  const ofOffice = accepted(await shop.listOrders({ limit: '2' }, { as: shop.backOffice })).nextCursor ?? '';

  for (const cursor of [ofOwner, ofOffice]) {
    const refusal = await shop.refuses('validation-failed', () =>
      shop.listOrders({ limit: '2', cursor }, { as: stranger }),
    );

    expect(refusal).toMatchObject({ errors: [{ pointer: '/query/cursor', code: 'invalid_cursor' }] });
  }
  expect(ofOwner).not.toBe('');
});

test("a rate that was quoted for another customer's cart cannot be chosen", async ({ shop }) => {
  const { cart: theirs, productId, stranger } = await oneOfEach(shop);
  const mine = await shop.given.cart({ as: stranger, items: [{ product: { id: productId }, quantity: 1 }] });

  const refusal = await shop.refuses('shipping-rate-not-found', () =>
    shop.chooseShippingRate(mine, theirs.rateId, { as: stranger }),
  );

  expect(refusal.status).toBe(404);
});

test("another customer's uses of a coupon are not counted against one's own", async ({ shop }) => {
  await shop.given.coupon({ code: 'ONCE', perCustomerLimit: 1 });
  const stranger = await shop.given.customer();

  await shop.given.placedOrder({ coupon: 'ONCE', total: '50.00 EUR' });
  const cart = await shop.given.cart({ coupon: 'ONCE', as: stranger });

  expect(cart.coupon).toEqual({ code: 'ONCE', applied: true, refusal: null });
});

test('what a stranger reads of the catalogue does not say who bought what', async ({ shop }) => {
  const { productId, stranger } = await oneOfEach(shop);

  const answer = await shop.readProduct(productId, { as: stranger });

  expect(Object.keys(answer.body).toSorted()).toEqual([
    'active',
    'available',
    'description',
    'id',
    'inventoryReference',
    'name',
    'price',
    'sku',
    'taxCategory',
    'weightGrams',
  ]);
});

test('measurements are not served where customers call', async ({ shop }) => {
  const answer = await shop.http.send({ method: 'GET', path: '/metrics' });

  expect(answer).toMatchObject({ status: 404, body: { type: '/problems/route-not-found' } });
});
