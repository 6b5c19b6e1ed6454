import { expect, test } from '@topheavy/testbed';

test('a running process says that it lives and that it is ready', async ({ shop }) => {
  const live = await shop.isLive();
  const ready = await shop.isReady();

  expect(live).toMatchObject({ status: 200, body: { status: 'live' } });
  expect(ready).toMatchObject({ status: 200, body: { status: 'ready' } });
});

test('a process that lost its database lives on but is not ready, until the database is back', async ({
  shop,
}) => {
  const line = await shop.openDatabaseLine();
  const { http: via } = await shop.startApi({ DATABASE_URL: line.url });
  const before = await shop.isReady({ via });

  line.cut();
  const lost = [await shop.isLive({ via }), await shop.isReady({ via })];
  line.mend();
  const after = await shop.isReady({ via });

  expect([before.status, ...lost.map(({ status }) => status), after.status]).toEqual([200, 200, 503, 200]);
  expect(lost[1]?.problem).toMatchObject({ slug: 'dependency-unavailable' });
});

test('a process that was told to stop is not ready any more, and still lives', async ({ shop }) => {
  const { http: via, dependencies } = await shop.startApi();

  dependencies.lifecycle.stopping = true;

  expect(await shop.isReady({ via })).toMatchObject({
    status: 503,
    problem: { slug: 'dependency-unavailable', detail: 'The process is shutting down.' },
  });
  expect(await shop.isLive({ via })).toMatchObject({ status: 200 });
});

test('a lost database is answered as 503 with the time to come back, and nothing about it', async ({
  shop,
}) => {
  const line = await shop.openDatabaseLine();
  const { http: via } = await shop.startApi({ DATABASE_URL: line.url });
  line.cut();

  const answer = await shop.listOrders({}, { via });

  expect(answer).toMatchObject({
    status: 503,
    problem: { slug: 'dependency-unavailable', detail: 'The database is not available. Try again shortly.' },
    headers: { 'retry-after': '5' },
  });
  expect(JSON.stringify(answer.body)).not.toContain(new URL(line.url).port);
});
