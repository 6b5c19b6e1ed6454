import type { Queryable } from './queryable.ts';

export type Table = { name: string; kind: 'data' | 'reference' | 'migrations' };
export type Sequence = { name: string; value: string; called: boolean };

type Choice = { reference: readonly string[]; migrations: readonly string[] };

type TableRow = { oid: number; name: string; schema: string; table: string; comment: string | null };

/** Ours, extensions' and the system's own relations are nobody's data. */
const ownRelations = `
  n.nspname NOT IN ('_topheavy', 'information_schema') AND n.nspname !~ '^pg_' AND c.relpersistence <> 't'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/**
 * Every ordinary table with its kind, sorted by name. Names without a schema mean any schema.
 * @throws when a reference table is given by a name that no table has
 */
export async function findTables(client: Queryable, { reference, migrations }: Choice): Promise<Table[]> {
  const { rows } = await client.query<TableRow>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname AS schema, c.relname AS "table",
           obj_description(c.oid, 'pg_class') AS comment
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND ${ownRelations} ORDER BY 1`);
  const named = (row: TableRow, names: readonly string[]) =>
    names.includes(row.table) || names.includes(`${row.schema}.${row.table}`);
  const unknown = reference.filter((name) => !rows.some((row) => named(row, [name])));
  if (unknown.length > 0)
    throw new Error(`installReset: there is no table ${unknown.join(', ')} to keep as reference.`);
  return rows.map((row) => {
    if (named(row, migrations)) return { name: row.name, kind: 'migrations' };
    return {
      name: row.name,
      kind: row.comment?.startsWith('reference:') || named(row, reference) ? 'reference' : 'data',
    };
  });
}

/** Sequences with the value to go back to, but for those that number reference or migration rows. */
export async function findSequences(client: Queryable, keptTables: readonly string[]): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string; value: string | null; start: string }>(
    `
    SELECT format('%I.%I', n.nspname, c.relname) AS name, pg_sequence_last_value(c.oid)::text AS value, s.seqstart::text AS start
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
    WHERE ${ownRelations} AND NOT EXISTS (
      SELECT FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = d.classid AND d.objid = c.oid AND d.deptype IN ('a', 'i')
        AND format('%I.%I', tn.nspname, t.relname) = ANY ($1))
    ORDER BY 1`,
    [keptTables],
  );
  return rows.map(({ name, value, start }) => ({ name, value: value ?? start, called: value !== null }));
}

/** Foreign keys of kept tables to tables that a reset empties, as `table → table`. */
export async function findDanglingReferences(
  client: Queryable,
  kept: readonly string[],
  emptied: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ reference: string }>(
    `
    SELECT DISTINCT source.name || ' → ' || target.name AS reference
    FROM pg_constraint k
    CROSS JOIN LATERAL (SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = k.conrelid) source
    CROSS JOIN LATERAL (SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = k.confrelid) target
    WHERE k.contype = 'f' AND source.name = ANY ($1) AND target.name = ANY ($2) ORDER BY 1`,
    [kept, emptied],
  );
  return rows.map(({ reference }) => reference);
}
