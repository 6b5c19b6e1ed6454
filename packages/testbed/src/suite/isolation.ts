import { inject } from 'vitest';
import { createClone, openClient } from '../postgres/index.ts';
import type { World } from '../world/world.ts';

/**
 * What gives each test a database without rows. The suite empties the tables that were written to; the others are
 * what people do elsewhere, to be measured beside it: `pnpm bench suite --dimensions isolation`.
 */
export const ISOLATIONS = [
  'dirty-tables',
  'truncate',
  'clone-file-copy',
  'clone-wal-log',
  /** TRUNCATE on a server that each file starts and migrates: run with `--isolate` (pnpm bench peers). */
  'server-per-file',
] as const;
export type Isolation = (typeof ISOLATIONS)[number];

/** Reads ISOLATION. Throws when it is none of them. */
export function readIsolation(env: NodeJS.ProcessEnv = process.env): Isolation {
  const value = env['ISOLATION'] || 'dirty-tables';
  const found = ISOLATIONS.find((isolation) => isolation === value);
  if (found === undefined)
    throw new Error(`ISOLATION=${value} is unknown. It can be ${ISOLATIONS.join(', ')}.`);
  return found;
}

/** What has to be done before a test, other than to empty the tables that were written to. */
export async function isolate(world: World, isolation: Isolation): Promise<() => Promise<void>> {
  switch (isolation) {
    case 'dirty-tables':
      return async () => {};
    case 'server-per-file':
    case 'truncate': {
      const { rows } = await world.database.query<{ tables: string }>(
        `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS tables FROM pg_tables
         WHERE schemaname NOT IN ('_topheavy', 'information_schema') AND schemaname !~ '^pg_'
           AND tablename !~ '^kysely_' AND coalesce(obj_description(format('%I.%I', schemaname, tablename)::regclass), '') !~ '^reference:'`,
      );
      const truncate = `TRUNCATE ${rows[0]?.tables} RESTART IDENTITY CASCADE`;
      return async () => void (await world.resetClient.query(truncate));
    }
    case 'clone-file-copy':
      return cloning(world, 'file_copy');
    case 'clone-wal-log':
      return cloning(world, 'wal_log');
  }
}

/** Another clone of the template in the place of the database: everybody has to connect anew. */
async function cloning(world: World, strategy: 'file_copy' | 'wal_log'): Promise<() => Promise<void>> {
  const template = inject('template');
  if (template === null || !world.apiIsInProcess)
    throw new Error('Clones for each test need a Postgres and an API of our own: no --target.');
  const server = await openClient(template.serverUrl);
  const database = decodeURIComponent(new URL(world.databaseUrl).pathname.slice(1));
  return () =>
    world.disconnected(async () => {
      await server.query(`DROP DATABASE ${server.escapeIdentifier(database)} WITH (FORCE)`);
      await createClone(server, template.name, database, strategy);
    });
}
