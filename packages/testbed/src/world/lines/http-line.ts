import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EffectWatch } from './effects.ts';

export type HttpLine = { readonly url: string; stop(): Promise<void> };

/** A way to a provider that reports each call. Its answer comes when the provider has given all of it. */
export async function openHttpLine(provider: string, far: string, watch: EffectWatch): Promise<HttpLine> {
  const server = createServer((incoming, response) => {
    void (async () => {
      const body = await bytesOf(incoming);
      const told = await watch.begins(nameOf(provider, incoming));
      const { method, url = '/', headers } = incoming;
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        request(new URL(url, far), { method, headers }, resolve).on('error', reject).end(body);
      });
      const answered = await bytesOf(answer);
      await told(true);
      response.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** `stripe: POST /v1/payment_intents/…/capture`. */
function nameOf(provider: string, { method, url = '/' }: IncomingMessage): string {
  const path = new URL(url, 'http://line').pathname.split('/');
  // An id of a provider has digits; so have versions, `v1`.
  const words = path.map((part) => (/\d/.test(part) && !/^v\d+$/.test(part) ? '…' : part));
  return `${provider}: ${method} ${words.join('/')}`;
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
