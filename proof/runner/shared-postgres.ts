import { openClient, startPostgres } from '@topheavy/testbed/postgres';

export type SharedPostgres = {
  /** What tells tests where it is. */
  readonly variables: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

/** One server for all runs: none starts its own, and each finds the template that the first one built. */
export async function sharedPostgres(): Promise<SharedPostgres> {
  const server = await startPostgres();
  if (server.source === 'url') return { variables: {}, stop: server.stop };
  try {
    const admin = await openClient(server.url);
    await admin.query(`CREATE DATABASE ${DATABASE}`);
    await admin.end();
  } catch (error) {
    await server.stop();
    throw error;
  }
  const url = new URL(server.url);
  url.pathname = `/${DATABASE}`;
  return { variables: { POSTGRES: 'url', DATABASE_URL: url.href }, stop: server.stop };
}

/** The testbed works only at databases whose name says that they are for tests. */
const DATABASE = 'topheavy_test';
