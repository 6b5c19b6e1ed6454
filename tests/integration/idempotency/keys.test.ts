import { describe, expect, publishedOperations, scopeOf, test } from '@topheavy/testbed';
import { validRequests } from '../every-operation/valid-requests.ts';

const keyed = publishedOperations().filter(
  (operation) => scopeOf(operation) !== null && operation.method !== 'GET',
);
const posts = keyed.filter(({ method }) => method === 'POST').map(({ operationId }) => operationId);

describe.each(posts)('%s', (id) => {
  test(`${id} needs an Idempotency-Key`, async ({ shop }) => {
    const { key } = await shop.given.backOfficeWithout('none');
    const refusal = await shop.refuses('idempotency-key-missing', () =>
      shop.call(id, { ...validRequests[id], key, idempotencyKey: null }),
    );

    expect(refusal.status).toBe(400);
  });
});

describe.each(keyed.map(({ operationId }) => operationId))('%s', (id) => {
  test(`${id} refuses a key that was used for another request`, async ({ shop }) => {
    const { key } = await shop.given.backOfficeWithout('none');
    const first = await shop.call('createProduct', {
      body: {
        ...validRequests['createProduct']?.body,
        sku: shop.own('X'),
        inventoryReference: shop.own('X'),
      },
      key,
      idempotencyKey: 'used',
    });
    const changed =
      id === 'createProduct' ? { ...validRequests[id]?.body, name: 'Another' } : validRequests[id]?.body;

    const refusal = await shop.refuses('idempotency-key-reused', () =>
      shop.call(id, {
        ...validRequests[id],
        ...(changed === undefined ? {} : { body: changed }),
        key,
        idempotencyKey: 'used',
        headers: { 'if-match': '"1"' },
      }),
    );

    expect(first.status).toBe(201);
    expect(refusal.status).toBe(422);
  });
});

describe.each(keyed.map(({ operationId }) => operationId))('%s', (id) => {
  test(`${id} refuses an Idempotency-Key that is none`, async ({ shop }) => {
    const { key } = await shop.given.backOfficeWithout('none');
    const refusal = await shop.refuses('idempotency-key-missing', () =>
      shop.call(id, { ...validRequests[id], key, idempotencyKey: 'two words' }),
    );

    expect(refusal.status).toBe(400);
  });
});

test.for(['', ' ', 'a b', 'ключ', 'x'.repeat(256)])(
  'the key %j is refused as no key',
  async (idempotencyKey, { shop }) => {
    const answer = await shop.http.send({
      method: 'POST',
      path: '/v1/carts',
      headers: {
        authorization: `Bearer ${shop.customer.key}`,
        'idempotency-key': encodeForHeader(idempotencyKey),
      },
      body: {},
    });

    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/idempotency-key-missing' } });
  },
);

/** Node refuses to send characters beyond Latin-1; the bytes go as they would from another client. */
const encodeForHeader = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

test('two customers may use the same key', async ({ shop }) => {
  const other = await shop.given.customer();

  const mine = await shop.createCart({}, { idempotencyKey: 'same' });
  const theirs = await shop.createCart({}, { idempotencyKey: 'same', as: other });

  expect([mine.status, theirs.status]).toEqual([201, 201]);
  expect(theirs.body.id).not.toBe(mine.body.id);
});
