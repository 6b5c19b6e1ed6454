import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startPostgres } from '@topheavy/testbed/postgres';
import { expect, test } from '@topheavy/testbed/postgres/testing';
import { readColumn } from './read-column.ts';

const withoutDocker = {
  ...process.env,
  POSTGRES: '',
  DATABASE_URL: '',
  DOCKER_HOST: 'unix:///nowhere/docker.sock',
};

test('an unknown source is refused with the three that there are', async () => {
  const start = startPostgres({ env: { POSTGRES: 'sqlite' } });
  await expect(start).rejects.toThrow(/POSTGRES=sqlite.*docker, embedded or url/);
});

test('POSTGRES=url without DATABASE_URL is refused with what to set', async () => {
  await expect(startPostgres({ env: { POSTGRES: 'url' } })).rejects.toThrow(/set DATABASE_URL/);
});

test.for(['shop', 'latest_orders', 'contest'])(
  'the database %s is refused, as its name does not say that it is for tests',
  async (name) => {
    const env = { DATABASE_URL: `postgres://someone:secret@127.0.0.1:1/${name}` };
    const refusal = await startPostgres({ env }).catch(String);
    expect(refusal).toMatch(`"${name}", which does not say that it is for tests`);
    expect(refusal).not.toMatch('secret');
  },
);

test('a server that does not answer is named without its password, with what to do', async () => {
  const env = {
    ...process.env,
    POSTGRES: '',
    DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/shop_test',
  };
  const refusal = await startPostgres({ env }).catch(String);
  expect(refusal).toMatch(/127\.0\.0\.1:1\/shop_test.*Start that server or correct the URL/);
  expect(refusal).not.toMatch('secret');
});

test('DATABASE_URL is used before anything is started', async ({ foreign, server }) => {
  const started = await startPostgres({ env: { ...process.env, POSTGRES: '', DATABASE_URL: foreign } });
  expect(started).toMatchObject({ source: 'url', url: foreign, version: server.version });
  expect(started.description).toMatch(/^Postgres 18\.\d+ at 127\.0\.0\.1:\d+\/foreign_test$/);
  await started.stop();
});

test('without Docker the embedded binaries run, beside servers that run already, and the reason is logged', async ({
  server,
}) => {
  const lines: string[] = [];
  const started = await startPostgres({ env: withoutDocker, log: (line) => lines.push(line) });
  expect(started.source).toBe('embedded');
  expect(started.description).toMatch(/^embedded Postgres 18\.\d+ in \//);
  expect(lines).toContain('Docker is not used: /nowhere/docker.sock does not answer (ENOENT)');
  const ports = await Promise.all(
    [server, started].map(({ url }) => readColumn(url, "SELECT current_setting('port')")),
  );
  expect(ports.flat()).toEqual([server, started].map(({ url }) => new URL(url).port));
  await started.stop();
});

test('data lies where it is told to, and durable data on a disk with the settings that guard it', async () => {
  const settings = `SELECT current_setting('data_directory') || ' ' || current_setting('fsync')`;
  const start = async (env: Readonly<Record<string, string>>): Promise<unknown> => {
    const started = await startPostgres({ source: 'embedded', env: { ...process.env, ...env } });
    const [found] = await readColumn(started.url, settings);
    await started.stop();
    return found;
  };

  const found = [
    await start({ POSTGRES_STORAGE: 'disk' }),
    await start({ POSTGRES_DURABLE: 'on' }),
    await start({ POSTGRES_DURABLE: 'on', POSTGRES_STORAGE: 'memory' }),
  ];

  const disk = tmpdir();
  const memory = existsSync('/dev/shm') ? '/dev/shm' : disk;
  expect(found).toEqual([
    expect.stringMatching(new RegExp(`^${disk}/.* off$`)),
    expect.stringMatching(new RegExp(`^${disk}/.* on$`)),
    expect.stringMatching(new RegExp(`^${memory}/.* on$`)),
  ]);
});

test('a storage or durability that there is none of is refused with those that there are', async () => {
  const storage = startPostgres({ source: 'embedded', env: { POSTGRES_STORAGE: 'tape' } });
  const durable = startPostgres({ source: 'embedded', env: { POSTGRES_DURABLE: 'yes' } });

  await expect(storage).rejects.toThrow('POSTGRES_STORAGE=tape is unknown. It can be memory or disk.');
  await expect(durable).rejects.toThrow('POSTGRES_DURABLE=yes is unknown. It can be off or on.');
});
