import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  cloneDatabase,
  ensureTemplate,
  hasDockerImage,
  installReset,
  openClient,
  postgresImage,
  resetDatabase,
  startPostgres,
} from '@topheavy/testbed/postgres';
import type { PostgresAddress } from '@topheavy/testbed/postgres';
import { expect, test as serverTest } from '@topheavy/testbed/postgres/testing';
import { readColumn } from './read-column.ts';
import { paidOrder, smallShop } from './small-shop.ts';
import { startProgram } from './start-program.ts';
import { tracesOf } from './traces.ts';

/** Testcontainers loads in half a second and a container starts in two, on an idle machine. */
const slowly = { timeout: 60_000 };

type Answer = { status: number; body: unknown } | 'silence';

/** An engine on a socket of its own that answers as it is told: status and message by path. */
// Vitest reads from the pattern which fixtures this one needs: none.
// oxlint-disable-next-line no-empty-pattern
const test = serverTest.extend('engine', async ({}, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const socket = join(folder, 'docker.sock');
  let answerTo = (_path: string): Answer => 'silence';
  const server = createServer((request, response) => {
    const answer = answerTo(String(request.url).replace(/^\/v[\d.]+/, ''));
    if (answer === 'silence') return;
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  }).listen(socket);
  await once(server, 'listening');
  onCleanup(() => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  });
  return {
    env: {
      ...process.env,
      POSTGRES: 'docker',
      DATABASE_URL: '',
      POSTGRES_IMAGE: 'shop/postgres:18',
      DOCKER_HOST: `unix://${socket}`,
    },
    answers: (answer: (path: string) => Answer) => {
      answerTo = answer;
    },
  };
});

test('POSTGRES=docker without an engine is refused with what to do, not replaced', async () => {
  const env = { ...process.env, POSTGRES: 'docker', DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  await expect(startPostgres({ env })).rejects.toThrow(
    /\/nowhere\/docker\.sock does not answer.*Start Docker.*POSTGRES=embedded/,
  );
});

test('an engine that hangs counts as absent', async ({ engine }) => {
  await expect(startPostgres({ env: engine.env })).rejects.toThrow(/no answer within 300 ms/);
});

test.for([
  [
    'cannot pull the image',
    'pull access denied for shop/postgres',
    /shop\/postgres:18 is not on this machine and cannot be pulled: set POSTGRES_IMAGE/,
  ],
  [
    'has no space left',
    'write /var/lib/docker: no space left on device',
    /Docker has no space left.*docker system prune/,
  ],
] as const)(
  'an engine that %s is an error that says what to do, also when nothing forced Docker',
  slowly,
  async ([, message, advice], { engine }) => {
    engine.answers((path) => {
      if (path === '/_ping' || path === '/info') return { status: 200, body: { OperatingSystem: 'test' } };
      // Testcontainers asks for it inside a container, and takes another engine when it is missing.
      if (path === '/networks/bridge')
        return { status: 200, body: { IPAM: { Config: [{ Gateway: '127.0.0.1' }] } } };
      if (path.startsWith('/containers/json')) return { status: 200, body: [] };
      if (path.startsWith('/images/create')) return { status: 500, body: { message } };
      return { status: 404, body: { message: 'no such thing' } };
    });
    const refusal = await startPostgres({ env: { ...engine.env, POSTGRES: '' } }).catch(String);
    expect(refusal).toMatch(advice);
    expect(refusal).toMatch('POSTGRES=embedded');
  },
);

const image = postgresImage(process.env);
const images = (await hasDockerImage(image, process.env)) ? [image] : [];
if (images.length === 0)
  process.stdout.write(`Postgres in Docker was not tested: no engine answers that holds ${image}.\n`);
const inDocker = { ...process.env, POSTGRES: 'docker' };

test.for(images)(
  'in a container of %s, templates, clones and resets work as everywhere, and stop leaves no server',
  slowly,
  async () => {
    const server = await startPostgres({ env: inDocker });
    expect(server.description).toBe(`Postgres ${server.version} in Docker (${image})`);
    const template = await ensureTemplate(server, {
      inputs: [smallShop],
      build: async (url) => {
        const client = await openClient(url);
        await client.query(smallShop);
        await installReset(client, { reference: ['currencies'] });
        await client.end();
      },
    });
    const url = await cloneDatabase(server, template, 'clone');
    const client = await openClient(url);
    await client.query(paidOrder);
    await resetDatabase(client);
    await client.end();
    expect(
      await readColumn(
        url,
        'SELECT (SELECT count(*) FROM orders) || $$ $$ || (SELECT count(*) FROM countries)',
      ),
    ).toEqual(['0 1']);
    await server.stop();
    expect(await tracesOf(server)).toEqual([]);
  },
);

test.for(images)('a container of %s goes when its owner is killed', slowly, async () => {
  const program = startProgram('owner.ts', [], inDocker);
  const server = JSON.parse(await program.firstLine) as PostgresAddress;
  await program.kill('SIGKILL');
  await expect.poll(() => tracesOf(server), { interval: 10 }).toEqual([]);
});
