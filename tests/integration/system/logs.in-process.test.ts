import { expect, test } from '@topheavy/testbed';

test('each request leaves one line that says what was asked, what came of it and how long it took', async ({
  shop,
}) => {
  const answer = await shop.readOrder({ id: crypto.randomUUID() });
  const requestId = answer.headers['x-request-id'];
  const line = await shop.logs.until({ requestId });

  expect(line).toMatchObject({
    service: 'topheavy-api',
    msg: 'request answered',
    operation: 'readOrder',
    method: 'GET',
    path: expect.stringMatching(/^\/v1\/orders\/[0-9a-f-]{36}$/),
    status: 404,
    durationMs: expect.any(Number),
  });
  expect(shop.logs.lines().filter((one) => one['requestId'] === requestId)).toHaveLength(1);
});

test('what a request asks for beyond its path stays out of the log', async ({ shop }) => {
  const answer = await shop.listOrders({ cursor: 'a-customers-own-cursor' });
  await shop.logs.until({ requestId: answer.headers['x-request-id'] });

  expect(shop.logs.text()).not.toContain('a-customers-own-cursor');
});

test('a path that does not exist is logged under no operation', async ({ shop }) => {
  await shop.http.send({ method: 'GET', path: '/v1/nowhere' });
  const line = await shop.logs.until({ path: '/v1/nowhere' });

  expect(line).toMatchObject({ operation: 'none', status: 404 });
});

test('a client that goes away before its answer is logged as gone, and finds the answer when it comes back', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const held = await shop.fault({
    on: { op: 'stripe.payment_intents.create' },
    phase: 'after-effect',
    effect: { kind: 'hold' },
  });

  const leave = new AbortController();
  const gone = fetch(new URL(`/v1/orders/${order.id}/payments`, shop.url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${shop.customer.key}`,
      'idempotency-key': 'gone',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ paymentMethod: 'pm_card_visa' }),
    signal: leave.signal,
  });
  await shop.untilHeld(held);
  leave.abort();
  await expect(gone).rejects.toThrow('aborted');
  const line = await shop.logs.until({ operation: 'authorizePayment' });
  await shop.release(held);
  await shop.untilAnswered('gone');
  const back = await shop.authorize(order, 'pm_card_visa', { idempotencyKey: 'gone' });

  expect(line).toMatchObject({ msg: 'client went away', status: 499 });
  expect(back).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
});
