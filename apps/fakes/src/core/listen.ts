import { createServer, type RequestListener, type Server } from 'node:http';
import { explainListening } from './explain-listening.ts';

export type Listening = { url: string; port: number; server: Server; stop(): Promise<void> };

/** Starts an HTTP server; a port that cannot be had fails with a sentence that says what to do. */
export const listen = async (
  name: string,
  listener: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<Listening> => {
  const server = createServer(listener);
  // Longer than any client keeps an idle connection, so that none is closed under a request being sent.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(explainListening(error, name, { host, port })),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`The ${name} server has no port.`);
  const named = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return {
    url: `http://${named.includes(':') ? `[${named}]` : named}:${address.port}`,
    port: address.port,
    server,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
