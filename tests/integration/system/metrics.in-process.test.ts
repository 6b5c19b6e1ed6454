import { expect, test } from '@topheavy/testbed';

test('metrics count requests by operation and status, and calls to other services, on a port of their own', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const { http: via, metricsUrl } = await shop.startProcess();
  const read = async (path: string) => {
    const answer = await fetch(new URL(path, metricsUrl));
    return { status: answer.status, text: await answer.text() };
  };

  await shop.authorize(order, 'pm_card_visa', { via });
  await shop.readOrder(order, { via });
  await shop.readOrder({ id: crypto.randomUUID() }, { via });
  await shop.readOrder({ id: crypto.randomUUID() }, { via });
  const { headers } = await via.send({ method: 'GET', path: '/metrics' });
  await shop.logs.until({ requestId: headers['x-request-id'] });
  const { status, text } = await read('/metrics');

  const counts = text
    .split('\n')
    .filter((line) => /_seconds_count\{/.test(line) && !line.startsWith('nodejs'));
  expect(counts.toSorted()).toEqual([
    'gateway_call_duration_seconds_count{gateway="payments",operation="authorize",outcome="ok"} 1',
    'http_request_duration_seconds_count{operation="authorizePayment",status="201"} 1',
    'http_request_duration_seconds_count{operation="none",status="404"} 1',
    'http_request_duration_seconds_count{operation="readOrder",status="200"} 1',
    'http_request_duration_seconds_count{operation="readOrder",status="404"} 2',
  ]);
  expect(status).toBe(200);
  expect(text).toContain('process_resident_memory_bytes');
  expect(text).not.toMatch(new RegExp(`${shop.customer.key}|${order.id}|sk_test`));
  expect(await read('/')).toMatchObject({ status: 404 });
});
