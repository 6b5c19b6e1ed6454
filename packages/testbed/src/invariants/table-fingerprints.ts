import type { Pool } from 'pg';

/** Answers under a key and what was last heard of rates are records of asking, not effects. */
const NOT_EFFECTS = ['idempotency_keys', 'rate_snapshots', 'kysely_migration', 'kysely_migration_lock'];

/** A digest of each table's rows, to see whether anything changed between two moments. */
export async function tableFingerprints(database: Pool): Promise<Map<string, string>> {
  const { rows } = await database.query<{ name: string; digest: string }>({
    name: 'table fingerprints',
    text: await fingerprintQuery(database),
  });
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

const queries = new WeakMap<Pool, Promise<string>>();

function fingerprintQuery(database: Pool): Promise<string> {
  const known = queries.get(database);
  if (known !== undefined) return known;
  const made = makeQuery(database);
  queries.set(database, made);
  return made;
}

async function makeQuery(database: Pool): Promise<string> {
  const tables = await tablesWithEffects(database);
  return tables
    .map(
      ({ name, quoted }) =>
        `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM ${quoted} t`,
    )
    .join(' UNION ALL ');
}

/** The tables in which a row more or another value is an effect. */
export async function tablesWithEffects(database: Pool): Promise<{ name: string; quoted: string }[]> {
  const { rows } = await database.query<{ name: string; quoted: string }>(
    `SELECT relname AS name, quote_ident(relname) AS quoted FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1) ORDER BY 1`,
    [NOT_EFFECTS],
  );
  return rows;
}
