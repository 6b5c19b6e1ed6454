import { watchRequests } from '@topheavy/testbed/requests';
import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';

/** A server that answers when the test says so. */
async function openServer() {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  /** Resolves when the server has heard it. */
  const ask = async () => {
    const request = get(`http://${host}/`).on('error', () => {});
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    const answer = async (): Promise<void> => {
      response.end();
      const [incoming] = await once(request, 'response');
      await once(incoming.resume(), 'end');
    };
    const cut = async (): Promise<void> => {
      response.destroy();
      await new Promise((resolve) => void request.once('close', resolve));
    };
    return { answer, cut };
  };
  return { host, ask };
}

test('time counts while a request to the host is under way, once for all that are so together', async () => {
  const [api, other] = [await openServer(), await openServer()];
  const told: string[] = [];
  let underWayMs = 0;
  watchRequests(api.host, {
    sent: () => told.push('sent'),
    answered: (ms) => (told.push('answered'), (underWayMs += ms)),
  });

  const [one, two, elsewhere] = [await api.ask(), await api.ask(), await other.ask()];
  await one.answer();
  await elsewhere.answer();
  const whileOneIsLeft = [...told];
  await two.answer();
  const three = await api.ask();
  await three.cut();

  expect(whileOneIsLeft).toEqual(['sent', 'sent']);
  expect(told).toEqual(['sent', 'sent', 'answered', 'sent', 'answered']);
  expect(underWayMs).toBeGreaterThan(0);
});
