import { expect, test } from '@topheavy/testbed';

/** A conditional request as a browser sends it: Node's own fetch would add Cache-Control: no-cache. */
const ifNoneMatch = (etag: string) => ({ headers: { 'if-none-match': etag } });

test('a customer who has the newest version of a cart is not sent it again', async ({ shop }) => {
  const cart = await shop.given.cart();
  const first = await shop.readCart(cart);
  const etag = first.headers['etag'] ?? '';

  const again = await shop.readCart(cart, ifNoneMatch(etag));
  await shop.setCurrency(cart, 'CHF');
  const changed = await shop.readCart(cart, ifNoneMatch(etag));

  expect(again).toMatchObject({ status: 304, body: '', headers: { etag } });
  expect(again.headers).not.toHaveProperty('content-type');
  expect(changed).toMatchObject({ status: 200, body: { currency: 'CHF' } });
});

test('one of several known versions, and any version at all, count as known', async ({ shop }) => {
  const cart = await shop.given.cart();
  const etag = (await shop.readCart(cart)).headers['etag'] ?? '';

  const several = await shop.readCart(cart, ifNoneMatch(`"0", ${etag}`));
  const any = await shop.readCart(cart, ifNoneMatch('*'));
  const none = await shop.readCart(cart, ifNoneMatch('"0"'));

  expect([several.status, any.status, none.status]).toEqual([304, 304, 200]);
});

test('a refusal is never "not modified"', async ({ shop }) => {
  const answer = await shop.readOrder({ id: crypto.randomUUID() }, ifNoneMatch('*'));

  expect(answer).toMatchObject({ status: 404, problem: { slug: 'order-not-found' } });
});

test('HEAD says what GET would say', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const path = `/v1/orders/${order.id}`;
  const headers = { authorization: `Bearer ${shop.customer.key}` };

  const get = await shop.http.send({ method: 'GET', path, headers });
  const head = await shop.http.send({ method: 'HEAD', path, headers });
  const refused = await shop.http.send({ method: 'HEAD', path });

  expect(head.status).toBe(200);
  expect(head.headers).toMatchObject({
    etag: get.headers['etag'],
    'content-type': get.headers['content-type'],
  });
  expect(refused.status).toBe(401);
});

test.for([
  ['application/json; charset=utf-8', 201],
  ['APPLICATION/JSON', 201],
  ['application/vnd.api+json', 400],
  ['text/json', 400],
  ['application/x-www-form-urlencoded', 400],
  ['application/json; charset=latin1', 400],
] as const)('a body sent as %s is answered with %i', async ([contentType, status], { shop }) => {
  const headers = {
    authorization: `Bearer ${shop.customer.key}`,
    'idempotency-key': 'one',
    'content-type': contentType,
  };

  const answer = await shop.http.send({
    method: 'POST',
    path: '/v1/carts',
    headers,
    body: '{"currency":"EUR"}',
  });

  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
});

test.for(['gzip', 'deflate', 'br', 'zstd'])(
  'a body that claims to be %s and is not is refused, not an error of ours',
  async (encoding, { shop }) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const answer = await shop.createCart({}, { headers });

    expect(answer).toMatchObject({ status: 400, problem: { slug: 'malformed-request' } });
  },
);

test('JSON that would reach into the prototype of objects is an unknown field like any other', async ({
  shop,
}) => {
  const refusal = await shop.refuses('validation-failed', () =>
    shop.call('createCart', {
      key: shop.customer.key,
      headers: { 'content-type': 'application/json' },
      body: '{"currency":"EUR","__proto__":{"status":"ordered"}}',
    }),
  );

  expect(refusal.status).toBe(422);
});

test('an address with a broken escape is refused, not an error of ours', async ({ shop }) => {
  const answer = await shop.http.send({ method: 'GET', path: '/v1/coupons/%E0%A4%A' });

  expect(answer).toMatchObject({ status: 400, body: { type: '/problems/malformed-request' } });
});
