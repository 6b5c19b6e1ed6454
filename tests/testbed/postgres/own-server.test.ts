import { readFile } from 'node:fs/promises';
import { openClient, startOwnPostgres } from '@topheavy/testbed/postgres';
import { expect, onTestFinished, test } from '@topheavy/testbed/postgres/testing';
import { readColumn } from './read-column.ts';

/** Each starts a server, and one of them twice. */
const slowly = { timeout: 30_000 };

async function givenServer() {
  const server = await startOwnPostgres();
  onTestFinished(server.stop);
  const client = await openClient(server.url);
  const cutOff = new Promise((resolve) => client.once('end', resolve));
  return { server, client, cutOff };
}

test(
  'a server that recovers from a crash of one of its processes takes queries once it is up',
  slowly,
  async () => {
    const { server, client, cutOff } = await givenServer();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');

    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await cutOff;
    await server.up();

    expect(await readColumn(server.url, 'SELECT 1 AS one')).toEqual([1]);
  },
);

test('a server that is just ending by itself is started again', slowly, async () => {
  const { server, cutOff } = await givenServer();
  const [folder] = await readColumn(server.url, "SELECT current_setting('data_directory')");
  const [pid] = (await readFile(`${String(folder)}/postmaster.pid`, 'utf8')).split('\n');

  process.kill(Number(pid), 'SIGQUIT');
  await cutOff;
  await server.up();

  expect(await readColumn(server.url, 'SELECT 1 AS one')).toEqual([1]);
});
