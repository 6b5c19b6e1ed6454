import { expect, test } from '@topheavy/testbed';

/** A database that reads and does not write, as a standby would: nothing the API expects. */
const readOnly = (url: URL): void => url.searchParams.set('options', '-c default_transaction_read_only=on');

test('an error of ours says nothing of itself but the id to ask about', async ({ shop }) => {
  const { http: via } = await shop.startApi({ DATABASE_URL: shop.databaseUrl(readOnly) });
  shop.logs.expectError(/read-only transaction/);

  const answer = await shop.createCart({}, { via });

  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({
    type: '/problems/internal-error',
    title: 'Something went wrong on our side',
    status: 500,
    detail: 'Nothing is wrong with your request. Quote the instance when you ask for help.',
    instance: `urn:uuid:${answer.headers['x-request-id']}`,
  });
});

test('an error of ours is logged with its cause and stack, under the id of the request', async ({ shop }) => {
  const { http: via } = await shop.startApi({ DATABASE_URL: shop.databaseUrl(readOnly) });
  shop.logs.expectError(/read-only transaction/);

  const answer = await shop.createCart({}, { via });
  const line = await shop.logs.until({ msg: 'request failed' });

  expect(line).toMatchObject({
    level: 50,
    requestId: answer.headers['x-request-id'],
    err: {
      message: 'cannot execute INSERT in a read-only transaction',
      code: '25006',
      stack: expect.stringContaining('apps/api/src/idempotency/claim.ts'),
    },
  });
});

test('a service that fails is a warning with its cause, not an error', async ({ shop }) => {
  const cart = await shop.given.cart();
  await shop.fault({
    on: { op: 'easypost.shipments.create' },
    phase: 'before-effect',
    nth: { from: 1 },
    effect: { kind: 'status', code: 500, body: {} },
  });

  const answer = await shop.quoteShipping(cart);
  const line = await shop.logs.until({ msg: 'request refused' });

  expect(answer.status).toBe(503);
  expect(line).toMatchObject({ level: 40, problem: 'dependency-unavailable', err: { gateway: 'shipping' } });
});

test('a number that JavaScript cannot hold is an error of ours, never a rounded amount', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  await shop.sql(`SET LOCAL session_replication_role = replica;
    UPDATE orders SET fx_rate_micros = 9007199254740993 WHERE id = '${order.id}'`);
  shop.logs.expectError(/9007199254740993 is beyond the safe integer range/);

  const answer = await shop.readOrder(order);

  expect(answer).toMatchObject({ status: 500, problem: { slug: 'internal-error' } });
});
