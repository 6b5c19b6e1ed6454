import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { errorMonitor, once, type EventEmitter } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { explainListening } from './explain-listening.ts';
import type { Faults } from './faults.ts';
import type { ProviderName } from './provider-name.ts';

/** A provider's port, which refuses connections when a fault says so. */
export type DataPort = {
  /** Resolves when the port listens, or refuses, as the rules in force say. */
  settle(): Promise<void>;
  stop(): void;
};

type Address = { host: string; port: number };

/** A client that does not close after the server did is hung up on; those of HTTP close at once. */
const drainWithinMs = 1000;

/**
 * While a rule counts connections, every answer ends its own: each request is then an attempt to connect.
 * Nothing listens while the port refuses, so it is the operating system that does.
 */
export const createDataPort = (
  provider: ProviderName,
  server: Server,
  address: Address,
  faults: Faults,
): DataPort => {
  /** Each connection, with its answer in the making. */
  const connections = new Map<Socket, ServerResponse | undefined>();
  let opening = false;
  let failure: NodeJS.ErrnoException | undefined;
  let stopped = false;

  const apply = (): void => {
    if (stopped || opening) return;
    const refuse = faults.refusesNext(provider);
    if (refuse && server.listening) close();
    if (!refuse && !server.listening) open();
  };
  const close = (): void => {
    server.close();
    subscribe('net.client.socket', watch);
  };
  const open = (): void => {
    opening = true;
    failure = undefined;
    server.listen(address.port, address.host);
  };
  const opened = (error?: NodeJS.ErrnoException): void => {
    opening = false;
    failure = error;
    if (error !== undefined) return;
    unsubscribe('net.client.socket', watch);
    apply();
  };
  server.on('listening', () => opened());
  server.on('error', opened);

  /** Nobody hears of an attempt at a closed port but its client: it is seen where that runs in this process. */
  const watch = (message: unknown): void => {
    const { socket } = message as { socket: EventEmitter };
    socket.once(errorMonitor, (error: NodeJS.ErrnoException & Partial<Address>) => {
      if (error.code === 'ECONNREFUSED' && error.port === address.port) connected(true);
    });
  };
  const connected = (refused: boolean): void => {
    faults.connected(provider, refused);
    apply();
  };

  server.on('connection', (socket) => {
    connections.set(socket, undefined);
    socket.once('close', () => connections.delete(socket));
    connected(false);
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    connections.set(socket, response);
    if (faults.countsConnections(provider)) response.shouldKeepAlive = false;
    response.once('close', () => {
      if (connections.has(socket)) connections.set(socket, undefined);
      if (faults.countsConnections(provider)) socket.end();
    });
  });

  const drain = async (): Promise<void> => {
    const idle: Socket[] = [];
    for (const [socket, response] of connections) {
      if (response === undefined) idle.push(socket);
      else response.shouldKeepAlive = false;
    }
    await Promise.all(
      idle.map(async (socket) => {
        const timer = setTimeout(() => socket.destroy(), drainWithinMs);
        socket.end();
        // Not `once` of node:events: an error of the socket would end that wait, and a request that
        // crosses with our end, whose answer cannot be written any more, is one.
        if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
        clearTimeout(timer);
      }),
    );
  };

  return {
    settle: async () => {
      if (faults.countsConnections(provider)) await drain();
      apply();
      if (opening) await once(server, 'listening').catch(() => {});
      if (failure !== undefined) throw explainListening(failure, provider, address);
    },
    stop: () => {
      stopped = true;
      unsubscribe('net.client.socket', watch);
    },
  };
};
