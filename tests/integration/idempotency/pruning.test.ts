import { expect, test } from '@topheavy/testbed';

test('old answers are forgotten a thousand at a time, so that no request waits long behind it', async ({
  shop,
}) => {
  await shop.sql(
    `INSERT INTO idempotency_keys (principal, key, fingerprint, resource_id, status, locked_until, response_status,
                                   response_headers, response_body, created_at, finished_at)
     SELECT 'somebody', n::text, '', gen_random_uuid(), 'finished', long_ago, 201, '{}', '{}', long_ago, long_ago
     FROM generate_series(1, 1001) AS n, LATERAL (SELECT now() - interval '73 hours' AS long_ago) AS past`,
    [],
  );

  const first = await shop.pruneIdempotencyKeys();
  const second = await shop.pruneIdempotencyKeys();

  expect([first, second]).toEqual([1000, 1]);
});
