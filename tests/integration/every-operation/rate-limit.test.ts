import { expect, publishedOperations, scopeOf, test } from '@topheavy/testbed';
import { validRequests } from './valid-requests.ts';

const limited = publishedOperations().filter((operation) => scopeOf(operation) !== null);

test('every operation that needs a key answers 429 beyond the limit and says when to come back', async ({
  shop,
}) => {
  const api = await shop.startApi({ RATE_LIMIT_PER_MINUTE: '1' });

  for (const [index, { operationId }] of limited.entries()) {
    const call = () =>
      shop.call(operationId, { ...validRequests[operationId], key: `th_caller_${index}`, via: api.http });
    await call();
    const second = await call();

    expect(second, operationId).toMatchObject({ status: 429, problem: { slug: 'rate-limited' } });
    expect(Number(second.headers['retry-after']), operationId).toBeGreaterThan(0);
  }
  await api.stop();
});

test('one caller at the limit does not stop another', async ({ shop }) => {
  const api = await shop.startApi({ RATE_LIMIT_PER_MINUTE: '1' });
  const other = await shop.given.customer();

  const first = await shop.listOrders({}, { via: api.http });
  const second = await shop.listOrders({}, { via: api.http });
  const others = await shop.listOrders({}, { via: api.http, as: other });

  expect([first.status, second.status, others.status]).toEqual([200, 429, 200]);
  await api.stop();
});

test('a provider is not stopped by the limit: its webhooks are signed', async ({ shop }) => {
  const api = await shop.startApi({ RATE_LIMIT_PER_MINUTE: '1' });

  const answers = await shop.race(3, () =>
    shop.call('receiveStripeEvent', { key: null, body: '{}', via: api.http }),
  );

  expect(answers.map(({ problem }) => problem?.slug)).toEqual(Array(3).fill('webhook-signature-invalid'));
  await api.stop();
});
