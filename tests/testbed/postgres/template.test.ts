import { cloneDatabase, dropDatabase, ensureTemplate, openClient } from '@topheavy/testbed/postgres';
import { expect, test } from '@topheavy/testbed/postgres/testing';
import { readColumn } from './read-column.ts';
import { startProgram } from './start-program.ts';

const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

async function run(url: string, sql: string): Promise<void> {
  const client = await openClient(url);
  await client.query(sql);
  await client.end();
}

test('four that ask for a template at once get the same one, built once', async ({ server }) => {
  let builds = 0;
  const build = async (url: string) => {
    builds += 1;
    await run(url, 'CREATE TABLE orders ()');
  };
  const names = await Promise.all(
    [1, 2, 3, 4].map(() => ensureTemplate(server, { inputs: ['race'], build })),
  );
  expect(builds).toBe(1);
  expect(new Set(names).size).toBe(1);
});

test('other inputs make another template', async ({ server }) => {
  const build = async () => {};
  const one = await ensureTemplate(server, { inputs: ['migrations', 'seed'], build });
  const other = await ensureTemplate(server, { inputs: ['migrations', 'other seed'], build });
  expect(other).not.toBe(one);
});

test('a template takes no connection, so nobody changes it', async ({ server }) => {
  const template = await ensureTemplate(server, { inputs: ['closed'], build: async () => {} });
  const url = new URL(server.url);
  url.pathname = `/${template}`;
  await expect(openClient(url.href)).rejects.toThrow(/not currently accepting connections/);
});

test('a build that fails says why and leaves nothing behind', async ({ server }) => {
  const databases = () => readColumn(server.url, 'SELECT datname FROM pg_database ORDER BY 1');
  const before = await databases();
  const built = ensureTemplate(server, { inputs: ['failing'], build: (url) => run(url, 'SELECT 1 / 0') });
  await expect(built).rejects.toThrow('division by zero');
  expect(await databases()).toEqual(before);
});

test('what a killed builder leaves half-built is not used', async ({ server }) => {
  const builder = startProgram('half-build.ts', [JSON.stringify(server)]);
  expect(await builder.firstLine).toBe('half-built');
  await builder.kill('SIGKILL');
  const template = await ensureTemplate(server, {
    inputs: ['half-built'],
    build: (url) => run(url, 'CREATE TABLE whole ()'),
  });
  expect(await readColumn(await cloneDatabase(server, template, 'whole'), tables)).toEqual(['whole']);
});

test('what one clone writes, no other clone sees', async ({ server }) => {
  const template = await ensureTemplate(server, {
    inputs: ['clones'],
    build: (url) => run(url, 'CREATE TABLE notes (text text)'),
  });
  const [one, other] = await Promise.all(
    ['one', 'other'].map((name) => cloneDatabase(server, template, name)),
  );
  await run(String(one), "INSERT INTO notes VALUES ('mine')");
  expect(await readColumn(String(one), 'SELECT text FROM notes')).toEqual(['mine']);
  expect(await readColumn(String(other), 'SELECT text FROM notes')).toEqual([]);
});

test('text sorts by code point and knows accents, whatever the locale of the server', async ({ server }) => {
  const template = await ensureTemplate(server, { inputs: ['locale'], build: async () => {} });
  const url = await cloneDatabase(server, template, 'locale');
  expect(await readColumn(url, "SELECT * FROM unnest(ARRAY['ä', 'b', 'a', 'B']) ORDER BY 1")).toEqual([
    'B',
    'a',
    'b',
    'ä',
  ]);
  expect(await readColumn(url, "SELECT upper('é')")).toEqual(['É']);
});

test('a clone is dropped even while somebody is connected to it', async ({ server }) => {
  const template = await ensureTemplate(server, { inputs: ['dropped'], build: async () => {} });
  const client = await openClient(await cloneDatabase(server, template, 'dropped'));
  await dropDatabase(server, 'dropped');
  await expect(client.query('SELECT 1')).rejects.toThrow(/connection/i);
});

test.for(['Shop', 'a-b', 'x'.repeat(64)])(
  '%s is refused as the name of a clone',
  async (name, { server }) => {
    await expect(cloneDatabase(server, 'template0', name)).rejects.toThrow(
      /cannot name a database: use at most \d+ of a-z/,
    );
  },
);
