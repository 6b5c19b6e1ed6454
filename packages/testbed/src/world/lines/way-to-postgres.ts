import { connect, type AddressInfo, type Socket } from 'node:net';

/** A connection to the server that the URL names, by TCP or by a socket in a folder. */
export function connectToPostgres(databaseUrl: string): Socket {
  const far = new URL(databaseUrl);
  const folder = far.searchParams.get('host');
  const port = Number(far.port || 5432);
  return folder === null ? connect(port, far.hostname) : connect(`${folder}/.s.PGSQL.${port}`);
}

/** The same database, reached by something that listens on this port. */
export function urlByWayOf(databaseUrl: string, { port }: AddressInfo): string {
  const near = new URL(databaseUrl);
  near.searchParams.delete('host');
  near.hostname = '127.0.0.1';
  near.port = String(port);
  return near.href;
}
