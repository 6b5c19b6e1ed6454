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
