import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes what an API sends as telemetry, and keeps it as text. */
export async function collectTraces() {
  let received = '';
  const server = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    request.once('end', () => response.setHeader('content-type', 'application/json').end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    text: () => received,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
