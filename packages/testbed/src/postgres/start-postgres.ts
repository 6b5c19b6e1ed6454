import { withClient } from './open-client.ts';
import type { PostgresServer, PostgresSource } from './postgres-server.ts';
import { postgresImage } from './docker/postgres-image.ts';
import { chooseSource } from './sources/choose-source.ts';
import { requireTestDatabaseName } from './sources/test-database-name.ts';
import { supervise } from './supervisor/supervise.ts';

export type StartPostgresOptions = {
  /** Forces a source, as the variable POSTGRES does. */
  source?: PostgresSource;
  /** Keeps the settings that guard data, on a disk, as POSTGRES_DURABLE=on does: for measuring what they cost. */
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
  const { log = () => {}, env = process.env } = options;
  const durable = options.durable ?? chosen(env, 'POSTGRES_DURABLE', ['off', 'on']) === 'on';
  const storage = chosen(env, 'POSTGRES_STORAGE', ['memory', 'disk']) ?? (durable ? 'disk' : 'memory');
  const source = await chooseSource(env, options.source, log);
  const databaseUrl = env['DATABASE_URL'] ?? '';
  if (source === 'url') requireTestDatabaseName(databaseUrl);
  const image = postgresImage(env);
  const { url, place, run, stop } = await supervise(
    { source, durable, storage, image, databaseUrl, folder: null },
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

/** @throws when the variable holds something else */
function chosen<Choice extends string>(
  env: NodeJS.ProcessEnv,
  variable: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = env[variable];
  if (value === undefined || value === '') return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new Error(`${variable}=${value} is unknown. It can be ${choices.join(' or ')}.`);
  return found;
}

async function serverVersion(url: string): Promise<string> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`),
  );
  // Distributions append their own name: `18.4 (Debian 18.4-1)`.
  return rows[0]?.version.split(' ')[0] ?? '';
}
