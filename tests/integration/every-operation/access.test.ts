import { describe, expect, publishedOperations, scopeOf, test } from '@topheavy/testbed';
import { validRequests } from './valid-requests.ts';

const operations = publishedOperations().flatMap((operation) => {
  const scope = scopeOf(operation);
  return scope === null ? [] : [{ id: operation.operationId, scope }];
});

describe.each(operations)('$id', ({ id, scope }) => {
  test(`${id} is refused without a key`, async ({ shop }) => {
    const answer = await shop.call(id, { ...validRequests[id], key: null });

    expect(answer).toMatchObject({ status: 401, problem: { slug: 'unauthenticated' } });
    expect(answer.headers['www-authenticate']).toContain('Bearer');
  });

  test(`${id} is refused to a key without the scope ${scope}`, async ({ shop }) => {
    const { key } = await shop.given.backOfficeWithout(scope);

    const refusal = await shop.refuses('forbidden', () => shop.call(id, { ...validRequests[id], key }));

    expect(refusal).toMatchObject({ status: 403, detail: expect.stringContaining(scope) });
  });
});

test('a key that was never issued, a malformed one and a revoked one are refused alike', async ({ shop }) => {
  const revoked = await shop.given.customer();
  await shop.given.revokedKey(revoked);

  const answers = await Promise.all(
    ['th_never_issued', 'x', revoked.key].map((key) => shop.call('listOrders', { key })),
  );
  const schemes = await shop.call('listOrders', {
    key: null,
    headers: { authorization: `Basic ${revoked.key}` },
  });

  const bodies = [...answers, schemes].map(({ status, problem }) => ({
    status,
    slug: problem?.slug,
    detail: problem?.detail,
  }));
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  expect(bodies[0]).toMatchObject({ status: 401, slug: 'unauthenticated' });
});

test('the document has a well-formed request in these tests for each operation that needs a key', () => {
  expect(Object.keys(validRequests).toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
});
