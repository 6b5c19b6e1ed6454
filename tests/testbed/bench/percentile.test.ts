import { latencies, percentile, selfTimes } from '@topheavy/bench/load';
import { expect, test } from 'vitest';

test('a percentile is a value that was measured: the smallest that so many do not exceed', () => {
  const values = [15, 20, 35, 40, 50];

  const found = [5, 30, 40, 50, 100].map((percent) => percentile(values, percent));

  expect(found).toEqual([15, 20, 20, 35, 50]);
});

test('of a hundred and one values the slowest is the greatest, and not the 99th percentile', () => {
  const values = Array.from({ length: 101 }, (_, index) => 101 - index);

  const found = latencies(values);

  expect(found).toEqual({ count: 101, p50: 51, p95: 96, p99: 100, max: 101 });
});

test('of nothing there is no percentile', () => {
  expect(percentile([], 50)).toBeNaN();
});

test('a profile counts what ran while it was measured, by package, and no waiting', () => {
  const frame = (id: number, functionName: string, url: string) => ({
    id,
    callFrame: { functionName, url, lineNumber: 0 },
  });
  const profile = {
    startTime: 0,
    nodes: [
      frame(1, '(idle)', ''),
      frame(2, 'parse', 'file:///shop/node_modules/.pnpm/zod@4/node_modules/zod/v4/parse.js'),
      frame(3, 'claim', 'file:///shop/apps/api/src/idempotency/claim.ts'),
      frame(4, 'writev', ''),
    ],
    samples: [2, 1, 3, 4, 2],
    timeDeltas: [1000, 1000, 2000, 3000, 4000],
  };

  // The first and the last sample lie outside.
  const found = selfTimes(profile, [{ from: 1500, to: 8000 }]);

  expect(found.busyMs).toBe(5);
  expect(found.packages).toEqual([
    ['V8', 3],
    ['apps/api/src/idempotency', 2],
  ]);
});
