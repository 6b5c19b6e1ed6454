import { expect, test } from '@topheavy/testbed';

test('a port that is taken is an error that says which, and how to have another', async ({ shop }) => {
  const { url } = await shop.startApi();
  const { port } = new URL(url);

  const start = shop.startApi({ PORT: port });

  await expect(start).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use. Set another one, or 0 for any free port.`,
  );
  await expect(start).rejects.toMatchObject({ cause: { code: 'EADDRINUSE' } });
});

test.for([
  ['that belongs to another machine', '192.0.2.1', 'EADDRNOTAVAIL'],
  ['that does not exist', 'a..b', 'ENOTFOUND'],
] as const)('an address %s is an error that says which to use', async ([, host, code], { shop }) => {
  const start = shop.startApi({ HOST: host });

  await expect(start).rejects.toThrow(`This machine has no address ${host}. Use 127.0.0.1 or 0.0.0.0.`);
  await expect(start).rejects.toMatchObject({ cause: { code } });
});
