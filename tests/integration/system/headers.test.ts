import { expect, test } from '@topheavy/testbed';

test.for([
  ['an answer', '/health/live'],
  ['a refusal', '/v1/orders'],
  ['a path that does not exist', '/nowhere'],
] as const)('%s comes with the headers that keep a browser from mischief', async ([, path], { shop }) => {
  const { headers } = await shop.http.send({ method: 'GET', path });

  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'",
    'strict-transport-security': expect.stringContaining('max-age='),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  expect(headers).not.toHaveProperty('x-powered-by');
});

test('a connection is kept for longer than the minute that load balancers reuse it', async ({ shop }) => {
  const { headers } = await shop.http.send({ method: 'GET', path: '/health/live' });

  const [, seconds] = /^timeout=(\d+)$/.exec(headers['keep-alive'] ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});

test('every request has an id of its own, and its refusal names it', async ({ shop }) => {
  const answers = await shop.race(3, () => shop.http.send({ method: 'GET', path: '/v1/orders' }));

  const ids = answers.map(({ headers }) => headers['x-request-id']);
  expect(new Set(ids).size).toBe(3);
  expect(answers.map(({ body }) => (body as { instance: string }).instance)).toEqual(
    ids.map((id) => `urn:uuid:${id}`),
  );
});

test('a caller cannot choose the id of a request', async ({ shop }) => {
  const headers = { 'x-request-id': 'mine' };
  const answer = await shop.http.send({ method: 'GET', path: '/health/live', headers });

  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});
