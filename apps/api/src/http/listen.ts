import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { refuseUnreadable } from './refuse-unreadable.ts';

export type Listener = {
  readonly url: string;
  /** Takes no new connections, lets running requests finish for up to `graceMs`, then cuts the rest. */
  close(graceMs: number): Promise<void>;
};

/**
 * Longer than the 60 s for which load balancers keep an idle connection: a request that meets a
 * closing connection is lost, and the caller cannot tell whether it was carried out.
 */
const KEEP_ALIVE_MS = 65_000;

/** Starts listening. A taken or forbidden port is an error that says what to do. */
export async function listen(
  handler: RequestListener,
  { host, port, logger }: { readonly host: string; readonly port: number; readonly logger: Logger },
): Promise<Listener> {
  // A request without Host is the app's to refuse: Node's own answer has no body.
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false }, handler);
  refuseUnreadable(server, logger);
  server.on('request', (_request, response) => {
    // A connection that a client keeps open would hold up the end for another 5 s.
    response.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shownHost = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${shownHost}:${address.port}`, close: (graceMs) => close(server, graceMs) };
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const place = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} on ${host} is in use. Set another one, or 0 for any free port.`, {
        cause: error,
      });
    case 'EACCES':
      return new Error(`No permission to listen on ${place}. Use a port above 1023.`, { cause: error });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`This machine has no address ${host}. Use 127.0.0.1 or 0.0.0.0.`, { cause: error });
    default:
      return new Error(`Cannot listen on ${place}: ${error.message}`, { cause: error });
  }
}
