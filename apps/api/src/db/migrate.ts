import { Migrator } from 'kysely/migration';
import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';
import { migrations } from './migrations/index.ts';

/**
 * Brings the database to `target` (the newest by default). Safe when several processes start at once:
 * Kysely's migrator takes an advisory lock. Throws the first failed migration's own error.
 */
export async function migrate(db: Kysely<Database>, target?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } =
    target === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(target);
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error');
    const what =
      failed === undefined ? 'The database cannot be migrated' : `Migration ${failed.migrationName} failed`;
    throw new Error(what, { cause: error });
  }
}
