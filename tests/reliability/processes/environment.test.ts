import { expect, test } from '@topheavy/testbed';

test('a process that cannot use its environment says why and ends with code 78', async ({ shop }) => {
  const start = shop.startProcess({ DATABASE_URL: '', PORT: 'front door' });

  await expect(start).rejects.toThrow(
    /ended with 78 .*DATABASE_URL: it is not set.*PORT|ended with 78 .*PORT.*DATABASE_URL: it is not set/s,
  );
});

test('a process that finds its port taken says which, and ends with code 1', async ({ shop }) => {
  shop.logs.expectError(/Port \d+ on 127\.0\.0\.1 is in use/);
  const { port } = new URL(shop.url);

  const start = shop.startProcess({ PORT: port });

  await expect(start).rejects.toThrow(/ended with 1 before it listened/);
});
