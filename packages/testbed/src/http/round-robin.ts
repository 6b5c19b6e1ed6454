import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type RoundRobin = { readonly url: string; stop(): Promise<void> };

/** Kept as long as the API keeps its own: a request that meets a closing connection would be lost. */
const KEEP_ALIVE_MS = 65_000;

/**
 * The plainest balancer there is: each request goes to the next of `urls`, also when they come over one
 * connection. It repeats nothing and hides nothing: what breaks behind it breaks in front of it.
 */
export async function startRoundRobin(urls: readonly string[]): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true });
  let count = 0;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (near, answer) => {
    const url = new URL(urls[count % urls.length] ?? '');
    count += 1;
    pass(near, answer, url, agent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      agent.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function pass(near: IncomingMessage, answer: ServerResponse, { hostname, port }: URL, agent: Agent): void {
  const { method, url: path, rawHeaders: headers } = near;
  const far = ask({ hostname, port, method, path, headers, agent, setHost: false }, (reply) => {
    answer.writeHead(reply.statusCode ?? 0, reply.statusMessage, reply.rawHeaders);
    reply.once('error', () => answer.destroy());
    reply.pipe(answer);
  });
  far.once('error', () => answer.destroy());
  // Whoever asked may go before the answer: the API must notice.
  answer.once('close', () => far.destroy());
  near.pipe(far);
}
