import type { PostgresSource } from '../postgres-server.ts';
import { askDockerEngine } from './docker-engine.ts';

/**
 * Decides where Postgres comes from: what is forced (`wanted`, else the variable POSTGRES), else
 * DATABASE_URL, else a Docker engine that answers, else the embedded binaries.
 * @throws when the forced source is not there: a forced source is never replaced by another
 */
export async function chooseSource(
  env: NodeJS.ProcessEnv,
  wanted: PostgresSource | undefined,
  log: (line: string) => void,
): Promise<PostgresSource> {
  const forced = wanted ?? parseForced(env['POSTGRES']);
  if (forced === undefined) return await chooseFreely(env, log);
  if (forced === 'url' && !env['DATABASE_URL']) {
    throw new Error(
      'POSTGRES=url needs a server: set DATABASE_URL, for example postgres://user:password@localhost:5432/shop_test, or unset POSTGRES.',
    );
  }
  if (forced === 'docker') {
    const engine = await askDockerEngine(env);
    if (!engine.answers) {
      throw new Error(
        `POSTGRES=docker needs a Docker engine, and ${engine.reason}. Start Docker, or set DOCKER_HOST to where it listens, or use POSTGRES=embedded, which needs no Docker.`,
      );
    }
  }
  return forced;
}

async function chooseFreely(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<PostgresSource> {
  if (env['DATABASE_URL']) return 'url';
  const engine = await askDockerEngine(env);
  if (engine.answers) return 'docker';
  log(`Docker is not used: ${engine.reason}`);
  return 'embedded';
}

function parseForced(value: string | undefined): PostgresSource | undefined {
  if (value === undefined || value === '') return undefined;
  if (value === 'url' || value === 'docker' || value === 'embedded') return value;
  throw new Error(
    `POSTGRES=${value} is unknown. It can be docker, embedded or url; unset, the best one there is taken.`,
  );
}
