import { openClient, startPostgres } from '@topheavy/testbed/postgres';
import type { PostgresAddress } from '@topheavy/testbed/postgres';
import { expect, onTestFinished, test } from '@topheavy/testbed/postgres/testing';
import { readColumn } from './read-column.ts';
import { startProgram } from './start-program.ts';
import { tracesOf } from './traces.ts';

const embedded = { ...process.env, POSTGRES: 'embedded' };
const runDatabases = "SELECT datname FROM pg_database WHERE datname LIKE 'topheavy_run_%'";
/** Generous, as it is only spent on failure: cleaning up takes a tenth of a second. */
const patience = { interval: 10 };
/** Each starts two to six processes, half a second when the machine is idle. */
const slowly = { timeout: 30_000 };

async function start(env: NodeJS.ProcessEnv, ...args: string[]) {
  const program = startProgram('owner.ts', args, env);
  return { program, server: JSON.parse(await program.firstLine) as PostgresAddress };
}

/** There may be more: binaries are copied where the checkout lies below a folder that is closed to Postgres. */
const tracesOfLife = ({ url, run }: PostgresAddress) =>
  expect.arrayContaining([
    expect.stringMatching(new RegExp(`/topheavy-${run}$`)),
    expect.stringMatching(/^supervisor \d+$/),
    `a server on ${new URL(url).host}`,
  ]);

test('after stop nothing is left, and stopping twice is fine', slowly, async () => {
  const server = await startPostgres({ env: embedded });
  expect(await tracesOf(server)).toEqual(tracesOfLife(server));
  await Promise.all([server.stop(), server.stop()]);
  expect(await tracesOf(server)).toEqual([]);
});

test.for([
  ['SIGKILL', 'program'],
  ['SIGTERM', 'program'],
  ['SIGINT', 'group'],
] as const)('nothing is left after %s of the owner (%s)', slowly, async ([signal, whom]) => {
  const { program, server } = await start(embedded);
  expect(await tracesOf(server)).toEqual(tracesOfLife(server));
  await program.kill(signal, whom);
  await expect.poll(() => tracesOf(server), patience).toEqual([]);
});

test('an owner that never stops its server still ends, and the server with it', slowly, async () => {
  const { program, server } = await start(embedded, 'forgetful');
  await program.ended;
  await expect.poll(() => tracesOf(server), patience).toEqual([]);
});

test('on a server of somebody else a killed owner leaves no database', slowly, async ({ foreign }) => {
  const { program, server } = await start({ ...process.env, POSTGRES: 'url', DATABASE_URL: foreign });
  expect(await readColumn(foreign, runDatabases)).toContain(`topheavy_run_${server.run}_clone`);
  await program.kill('SIGKILL');
  const left = async () =>
    (await readColumn(foreign, runDatabases)).filter((name) => String(name).includes(server.run));
  await expect.poll(left, patience).toEqual([]);
});

test(
  'a run drops what dead runs left on the server, and nothing of a live one',
  slowly,
  async ({ foreign, server }) => {
    const env = { ...process.env, POSTGRES: 'url', DATABASE_URL: foreign };
    const dead = await startPostgres({ env });
    await dead.stop();
    const live = await startPostgres({ env });
    const admin = await openClient(server.url);
    onTestFinished(() => admin.end());
    for (const run of [dead.run, live.run]) await admin.query(`CREATE DATABASE topheavy_run_${run}_left`);
    const next = await startPostgres({ env });
    const left = await readColumn(foreign, runDatabases);
    await Promise.all([live.stop(), next.stop()]);
    expect(left).toContain(`topheavy_run_${live.run}_left`);
    expect(left).not.toContain(`topheavy_run_${dead.run}_left`);
  },
);
