import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

export type ReceivedWebhook = { headers: IncomingHttpHeaders; body: Buffer };

export type WebhookReceiver = {
  url: string;
  received: ReceivedWebhook[];
  /** What to answer from now on: 204 at first. */
  answerWith(status: number): void;
  /** What to do before the next webhook is answered. */
  onceReceived(act: () => Promise<void>): void;
  stop(): Promise<void>;
};

/** Listens like a shop and keeps each webhook as it came: a signature is over its exact bytes. */
export const startWebhookReceiver = async (): Promise<WebhookReceiver> => {
  const received: ReceivedWebhook[] = [];
  let status = 204;
  let next: (() => Promise<void>) | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks) });
      const act = next;
      next = undefined;
      if (act === undefined) response.writeHead(status).end();
      else void act().finally(() => response.writeHead(status).end());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks`,
    received,
    answerWith: (other) => {
      status = other;
    },
    onceReceived: (act) => {
      next = act;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
