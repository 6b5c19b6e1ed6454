import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A way to the database that a test can cut, as a broken cable or a restart of the server would. */
export type DatabaseLine = {
  /** The database's URL by way of this line. */
  readonly url: string;
  /** Ends the connections there are and refuses new ones. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
};

export async function openDatabaseLine(databaseUrl: string): Promise<DatabaseLine> {
  const far = new URL(databaseUrl);
  const folder = far.searchParams.get('host');
  const sockets = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const port = Number(far.port || 5432);
    const onward = folder === null ? connect(port, far.hostname) : connect(`${folder}/.s.PGSQL.${port}`);
    for (const [socket, other] of [
      [near, onward],
      [onward, near],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      // Either end may go at any time: the other one goes with it.
      socket.on('error', () => other.destroy());
      socket.once('close', () => (sockets.delete(socket), other.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const near = new URL(databaseUrl);
  near.searchParams.delete('host');
  near.hostname = '127.0.0.1';
  near.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    whole = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: near.href,
    cut,
    mend: () => {
      whole = true;
    },
    stop: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
