import { describe, expect, publishedOperations, scopeOf, test, type Shop } from '@topheavy/testbed';
import { validRequests } from './valid-requests.ts';

const withKey = publishedOperations().filter((operation) => scopeOf(operation) !== null);
const withBody = withKey
  .filter((operation) => operation.requestBody !== undefined)
  .map(({ operationId }) => operationId);
const withId = withKey
  .filter((operation) => /\{\w+Id\}/.test(operation.path))
  .map(({ operationId, path }) => ({ id: operationId, parameter: /\{(\w+Id)\}/.exec(path)?.[1] ?? '' }));

const webhooks = publishedOperations()
  .filter(({ path }) => path.includes('/webhooks/'))
  .map(({ operationId }) => operationId);

/** A key that may do everything, so that only the request itself can be refused. */
const key = async (shop: Shop): Promise<string> => (await shop.given.backOfficeWithout('none')).key;

describe.each(withBody)('the body of %s', (id) => {
  test(`${id} refuses a body that is not JSON`, async ({ shop }) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await shop.call(id, {
      ...validRequests[id],
      key: await key(shop),
      headers,
      body: '{"half":',
    });
    const wrongType = await shop.call(id, {
      ...validRequests[id],
      key: await key(shop),
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    });

    expect(answer).toMatchObject({ status: 400, problem: { slug: 'malformed-request' } });
    expect(wrongType).toMatchObject({ status: 400, problem: { slug: 'malformed-request' } });
  });

  test(`${id} refuses a body beyond 100 KB`, async ({ shop }) => {
    const body = { ...validRequests[id]?.body, padding: 'x'.repeat(110_000) };
    const answer = await shop.call(id, { ...validRequests[id], key: await key(shop), body });

    expect(answer).toMatchObject({ status: 413, problem: { slug: 'payload-too-large' } });
  });

  test(`${id} refuses a field it does not know, and names it`, async ({ shop }) => {
    const body = { ...validRequests[id]?.body, surprise: 1 };
    const caller = await key(shop);
    const refusal = await shop.refuses('validation-failed', () =>
      shop.call(id, { ...validRequests[id], key: caller, body }),
    );

    expect(refusal).toMatchObject({
      status: 422,
      errors: [{ pointer: '/body', detail: expect.stringContaining('surprise') }],
    });
  });
});

describe.each(withId)('the path of $id', ({ id, parameter }) => {
  test(`${id} refuses a ${parameter} that is no id, and names it`, async ({ shop }) => {
    const params = { ...validRequests[id]?.params, [parameter]: 'not-an-id' };
    const answer = await shop.call(id, { ...validRequests[id], key: await key(shop), params });

    expect(answer).toMatchObject({
      status: 422,
      problem: { slug: 'validation-failed', errors: [{ pointer: `/params/${parameter}` }] },
    });
  });
});

test('each operation that needs a key has a well-formed request in these tests', () => {
  expect(Object.keys(validRequests).toSorted()).toEqual(
    withKey.map(({ operationId }) => operationId).toSorted(),
  );
});

test.for(webhooks)('%s refuses more than 100 KB', async (id, { shop }) => {
  const answer = await shop.call(id, { key: null, body: 'x'.repeat(110_000) });

  expect(answer).toMatchObject({ status: 413, problem: { slug: 'payload-too-large' } });
});

test('a refusal fits on a page, however much is wrong', async ({ shop }) => {
  const many = await shop.call('createCart', {
    key: shop.customer.key,
    body: { items: Array.from({ length: 100 }, () => ({})) },
  });
  const long = await shop.call('createCart', { key: shop.customer.key, body: { ['x'.repeat(90_000)]: 1 } });

  expect([many.status, long.status]).toEqual([422, 422]);
  expect(many.problem?.detail).toBe('200 fields are invalid; see errors.');
  expect(many.problem?.['errors']).toHaveLength(50);
  expect(long.text.length).toBeLessThan(1000);
});

test('all invalid fields are reported at once', async ({ shop }) => {
  const answer = await shop.createProduct({}, { headers: {} });
  expect(answer.status).toBe(201);

  const refused = await shop.call('createProduct', {
    key: shop.backOffice.key,
    body: {
      sku: '',
      name: 7,
      taxCategory: 'luxury',
      weightGrams: 0.5,
      inventoryReference: 'x',
      price: { amount: '10', currency: 'EUR' },
    },
  });

  const pointers = (refused.problem?.['errors'] as { pointer: string }[] | undefined)?.map(
    ({ pointer }) => pointer,
  );
  expect(pointers?.toSorted()).toEqual([
    '/body/name',
    '/body/price/amount',
    '/body/sku',
    '/body/taxCategory',
    '/body/weightGrams',
  ]);
});

test('a path that does not exist and a method that a path does not take are told apart', async ({ shop }) => {
  const nowhere = await shop.http.send({ method: 'GET', path: '/v1/nowhere' });
  const wrongMethod = await shop.http.send({ method: 'DELETE', path: '/v1/products' });

  expect(nowhere).toMatchObject({ status: 404, body: { type: '/problems/route-not-found' } });
  expect(wrongMethod).toMatchObject({
    status: 405,
    body: { type: '/problems/method-not-allowed' },
    headers: { allow: 'GET, POST, HEAD' },
  });
});
