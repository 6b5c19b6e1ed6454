import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRoundRobin } from '@topheavy/testbed';
import { afterEach, expect, test } from 'vitest';

const open: Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listening(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function textOf(url: string, agent: Agent): Promise<string> {
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  return (await response.toArray()).join('');
}

test('each request goes to the next process, also over one connection', async () => {
  const urls = await Promise.all(
    ['a', 'b', 'c'].map((name) => listening((request, answer) => answer.end(`${name}${request.url}`))),
  );
  const balancer = await startRoundRobin(urls);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  const answers: string[] = [];
  for (const index of [1, 2, 3, 4]) answers.push(await textOf(`${balancer.url}/${index}`, agent));
  agent.destroy();
  await balancer.stop();

  expect(answers).toEqual(['a/1', 'b/2', 'c/3', 'a/4']);
});

test('a process that cuts a connection is not asked again, and whoever asked sees it', async () => {
  let asked = 0;
  const url = await listening((request) => {
    asked += 1;
    request.socket.destroy();
  });
  const balancer = await startRoundRobin([url]);

  const outcome = await fetch(balancer.url).then(
    () => 'an answer',
    () => 'none',
  );
  await balancer.stop();

  expect({ outcome, asked }).toEqual({ outcome: 'none', asked: 1 });
});

test('a caller that goes away is gone for the process, too', async () => {
  const gone = Promise.withResolvers<void>();
  const leave = new AbortController();
  const url = await listening((_request, answer) => {
    answer.once('close', () => gone.resolve());
    leave.abort();
  });
  const balancer = await startRoundRobin([url]);

  await expect(fetch(balancer.url, { signal: leave.signal })).rejects.toThrow('aborted');
  await gone.promise;
  await balancer.stop();
});
