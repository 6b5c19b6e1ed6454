import { findDanglingReferences, findSequences, findTables } from './find-tables.ts';
import type { Queryable } from './queryable.ts';
import { resetSql } from './reset-sql.ts';
import { snapshotSql } from './snapshot-sql.ts';
import { referenceTaintSql, schemaTaintSql, taintTableSql } from './taint-sql.ts';

export type ResetOptions = {
  /** Tables whose rows every test shares, besides those with a comment that starts with `reference:`. */
  reference?: readonly string[];
  /** Tables of the migration tool, kept and not watched; Kysely's if not given. */
  migrations?: readonly string[];
};

/**
 * Writes into a template what `resetDatabase` and `isTainted` need: the schema `_topheavy`. Comes
 * last in a template's build, since the reset is generated from the tables there are, and whatever
 * changes the schema later counts as taint. Sequences go back to their value at this moment.
 * @throws when the role may not, when a name in `reference` is no table, and when a reference
 * table points to a table that the reset empties
 */
export async function installReset(client: Queryable, options: ResetOptions = {}): Promise<void> {
  const { reference = [], migrations = ['kysely_migration', 'kysely_migration_lock'] } = options;
  const tables = await findTables(client, { reference, migrations });
  const kept = tables.filter(({ kind }) => kind !== 'data').map(({ name }) => name);
  const emptied = tables.filter(({ kind }) => kind === 'data').map(({ name }) => name);
  const dangling = await findDanglingReferences(client, kept, emptied);
  if (dangling.length > 0) {
    throw new Error(
      `A reset keeps reference rows and would leave them pointing at nothing: ${dangling.join(', ')}. ` +
        `Tag the second table as well: COMMENT ON TABLE … IS 'reference: …'.`,
    );
  }
  const sequences = await findSequences(client, kept);
  try {
    // One text is one transaction: either all of it is there or nothing.
    await client.query(`
      CREATE SCHEMA _topheavy;
      GRANT USAGE ON SCHEMA _topheavy TO PUBLIC;
      ${taintTableSql}
      GRANT SELECT ON _topheavy.taint TO PUBLIC;
      ${resetSql(tables, sequences)}
      ${snapshotSql(tables, sequences)}
      ${referenceTaintSql(tables)}
      ${schemaTaintSql}`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error;
    throw new Error(
      `The role of this connection may not install the reset (${error.message}): it sets session_replication_role and ` +
        'creates event triggers, which takes a superuser. Give DATABASE_URL one, or unset it to have a Postgres started.',
      { cause: error },
    );
  }
}
