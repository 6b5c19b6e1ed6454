import { randomBytes } from 'node:crypto';
import { expect, test, type Shop } from '@topheavy/testbed';

const HASH = 'auth/api-key.ts hashApiKey';

const someKey = (prefix = 'th_'): string => `${prefix}${randomBytes(32).toString('base64url')}`;

/** Keys that open nothing, each as near to one that does as it can be. */
async function hopelessKeys(shop: Shop): Promise<Record<string, string>> {
  const revoked = await shop.given.anotherKeyOf(shop.customer);
  await shop.given.revokedKey(revoked);
  const good = shop.customer.key;
  return {
    'an unknown key': someKey(),
    'a revoked key': revoked.key,
    // 43 letters stand for 258 bits, of which a key has 256: no key ends like that.
    'a key that cannot have been issued': `th_${'_'.repeat(43)}`,
    'a key of another shop': someKey('sk_live_').slice(0, good.length),
    'a good key but for its last letter': `${good.slice(0, -1)}${good.endsWith('A') ? 'E' : 'A'}`,
    'a good key but for its first letter': `${good.slice(0, 3)}${good[3] === 'A' ? 'B' : 'A'}${good.slice(4)}`,
    'a good key of another prefix': `tk_${good.slice(3)}`,
  };
}

test('whether a key exists makes no difference to what the shop does to look it up', async ({ shop }) => {
  const keys = { ...(await hopelessKeys(shop)), 'another unknown key': someKey() };
  const statuses = new Set<number>();

  const calls = await shop.functionCalls(
    Object.fromEntries(
      Object.entries(keys).map(([name, key]) => [
        name,
        async () => {
          const as = { ...shop.customer, key };
          statuses.add((await shop.readOrder({ id: crypto.randomUUID() }, { as })).status);
        },
      ]),
    ),
  );

  expect([...statuses]).toEqual([401]);
  const unknown = calls.get('another unknown key');
  for (const [name, run] of calls) expect({ name, run }).toEqual({ name, run: unknown });
  // Once to count the requests made with it, and once to look it up.
  expect(unknown?.get(HASH)).toBe(2);
});

test('a key that exists and one that does not are looked up by the same one statement', async ({ shop }) => {
  const keys = await hopelessKeys(shop);
  const known = await shop.given.customerWithout('orders:read');
  const ask = (key: string) => (via: Shop['http']) =>
    shop.readOrder({ id: crypto.randomUUID() }, { as: { ...known, key }, via });

  const statements = await shop.statementsOf({
    known: ({ http }) => ask(known.key)(http),
    ...Object.fromEntries(
      Object.entries(keys).map(([name, key]) => [
        name,
        ({ http }: { readonly http: Shop['http'] }) => ask(key)(http),
      ]),
    ),
  });

  expect(statements.get('known')).toEqual([expect.stringContaining('"key_hash" = $1')]);
  for (const [name, sent] of statements) expect([name, sent]).toEqual([name, statements.get('known')]);
});
