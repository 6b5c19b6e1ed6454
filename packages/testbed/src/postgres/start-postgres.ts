import { withClient } from './open-client.ts';
import type { PostgresServer, PostgresSource } from './postgres-server.ts';
import { postgresImage } from './docker/postgres-image.ts';
import { chooseSource } from './sources/choose-source.ts';
import { requireTestDatabaseName } from './sources/test-database-name.ts';
import { supervise } from './supervisor/supervise.ts';

export type StartPostgresOptions = {
  /** Forces a source, as the variable POSTGRES does. */
  source?: PostgresSource;
  /** Keeps the settings that guard data, on a disk: for measuring what they cost. */
  durable?: boolean;
  /** Gets what the server and its starting say, line by line. */
  log?: (line: string) => void;
  /** Read instead of process.env, and given to what is started. */
  env?: NodeJS.ProcessEnv;
};

/**
 * Starts a Postgres for tests, or uses the one of DATABASE_URL. It ends with `stop()`, and also
 * when this process ends in any way, SIGKILL included.
 * @throws when the source that was chosen or forced cannot be used, with what to do about it
 */
export async function startPostgres(options: StartPostgresOptions = {}): Promise<PostgresServer> {
  const { durable = false, log = () => {}, env = process.env } = options;
  const source = await chooseSource(env, options.source, log);
  const databaseUrl = env['DATABASE_URL'] ?? '';
  if (source === 'url') requireTestDatabaseName(databaseUrl);
  const image = postgresImage(env);
  const { url, place, run, stop } = await supervise(
    { source, durable, image, databaseUrl, folder: null },
    env,
    log,
  );
  try {
    const version = await serverVersion(url);
    return { source, url, version, run, description: describe(source, version, place), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function describe(source: PostgresSource, version: string, place: string): string {
  if (source === 'embedded') return `embedded Postgres ${version} in ${place}`;
  return source === 'docker' ? `Postgres ${version} in Docker (${place})` : `Postgres ${version} at ${place}`;
}

async function serverVersion(url: string): Promise<string> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`),
  );
  // Distributions append their own name: `18.4 (Debian 18.4-1)`.
  return rows[0]?.version.split(' ')[0] ?? '';
}
