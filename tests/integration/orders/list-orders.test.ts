import { accepted, describe, expect, test } from '@topheavy/testbed';

const ids = (page: { items: readonly { id: string }[] }): string[] => page.items.map(({ id }) => id);

test('a customer sees their own orders, newest first, and the back office sees all', async ({ shop }) => {
  const other = await shop.given.customer();
  const first = await shop.given.placedOrder();
  const theirs = await shop.given.placedOrder({ as: other });
  const last = await shop.given.placedOrder();

  const mine = accepted(await shop.listOrders());
  const all = accepted(await shop.listOrders({ limit: '3' }, { as: shop.backOffice }));

  expect(ids(mine)).toEqual([last.id, first.id]);
  expect(mine.items[0]).toEqual(last.body);
  expect(ids(all)).toEqual([last.id, theirs.id, first.id]);
});

test('a list can be narrowed to one status', async ({ shop }) => {
  const [pending, cancelled] = [await shop.given.placedOrder(), await shop.given.placedOrder()];
  const confirmed = await shop.given.authorisedOrder();
  await shop.cancelOrder(cancelled);

  const of = async (status: string) => ids(accepted(await shop.listOrders({ status })));

  expect(await of('pending_payment')).toEqual([pending.id]);
  expect(await of('confirmed')).toEqual([confirmed.id]);
  expect(await of('cancelled')).toEqual([cancelled.id]);
  expect(await of('fulfilled')).toEqual([]);
});

test('pages lead through all orders once, and the last one says so', async ({ shop }) => {
  const orders = [];
  for (let i = 0; i < 5; i += 1) orders.unshift((await shop.given.placedOrder()).id);

  const first = accepted(await shop.listOrders({ limit: '2' }));
  const second = accepted(await shop.listOrders({ limit: '2', cursor: first.nextCursor ?? '' }));
  const third = accepted(await shop.listOrders({ limit: '2', cursor: second.nextCursor ?? '' }));

  expect([...ids(first), ...ids(second), ...ids(third)]).toEqual(orders);
  expect(third.nextCursor).toBeNull();
});

test('orders placed while somebody turns pages neither repeat nor hide the older ones', async ({ shop }) => {
  const older = [
    await shop.given.placedOrder(),
    await shop.given.placedOrder(),
    await shop.given.placedOrder(),
  ];
  const first = accepted(await shop.listOrders({ limit: '2' }));
  await shop.race(3, () => shop.given.placedOrder());

  const second = accepted(await shop.listOrders({ limit: '2', cursor: first.nextCursor ?? '' }));

  expect([...ids(first), ...ids(second)]).toEqual(older.map(({ id }) => id).toReversed());
});

test('a cursor belongs to the list that it was made in', async ({ shop }) => {
  await shop.given.placedOrder();
  await shop.given.placedOrder();
  const { nextCursor } = accepted(await shop.listOrders({ limit: '1' }));
  const cursor = nextCursor ?? '';

  const filtered = await shop.listOrders({ limit: '1', cursor, status: 'confirmed' });
  const others = await shop.listOrders({ limit: '1', cursor }, { as: await shop.given.customer() });

  const refused = {
    status: 422,
    problem: { errors: [{ pointer: '/query/cursor', code: 'invalid_cursor' }] },
  };
  expect(filtered).toMatchObject(refused);
  expect(others).toMatchObject(refused);
});

describe('a cursor that we did not make is refused', () => {
  const encoded = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const rows = [
    ['plain text', 'yesterday'],
    ['JSON of another shape', encoded({ after: 1 })],
    ['a place that is no id', encoded({ v: 1, after: 'x', filter: 'x' })],
    ['a guessed filter', encoded({ v: 1, after: '01890a5d-ac96-774b-bcce-b302099a8057', filter: 'x' })],
  ] as const;

  test.for(rows)('%s', async ([, cursor], { shop }) => {
    expect(await shop.listOrders({ cursor })).toMatchObject({
      status: 422,
      problem: { slug: 'validation-failed', errors: [{ pointer: '/query/cursor' }] },
    });
  });
});

test('a limit beyond the largest page is served, and one that is no count is refused', async ({ shop }) => {
  const order = await shop.given.placedOrder();

  const large = accepted(await shop.listOrders({ limit: '5000' }));
  const none = await shop.listOrders({ limit: '0' });
  const unknown = await shop.listOrders({ status: 'lost' });

  expect(large).toEqual({ items: [order.body], nextCursor: null });
  expect(none).toMatchObject({ status: 422, problem: { errors: [{ pointer: '/query/limit' }] } });
  expect(unknown).toMatchObject({ status: 422, problem: { errors: [{ pointer: '/query/status' }] } });
});
