import { isLivedIn } from '../lived-in/is-lived-in.ts';
import { countChanges } from '../lived-in/watch-changes.ts';
import type { Queryable } from '../postgres/index.ts';

/** Answers under a key and what was last heard of rates are records of asking, not effects. */
const NOT_EFFECTS = ['idempotency_keys', 'rate_snapshots', 'kysely_migration', 'kysely_migration_lock'];

/** Of each table something that is another one when its rows were changed between two moments. */
export const tableFingerprints = (database: Queryable): Promise<Map<string, string>> =>
  isLivedIn() ? countChanges(database, NOT_EFFECTS) : rowDigests(database);

/** A digest of each table's rows. */
export async function rowDigests(database: Queryable): Promise<Map<string, string>> {
  const { rows } = await database.query<{ name: string; digest: string }>({
    name: 'table fingerprints',
    text: await fingerprintQuery(database),
  });
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

const queries = new WeakMap<Queryable, Promise<string>>();

function fingerprintQuery(database: Queryable): Promise<string> {
  const known = queries.get(database);
  if (known !== undefined) return known;
  const made = makeQuery(database);
  queries.set(database, made);
  return made;
}

async function makeQuery(database: Queryable): Promise<string> {
  const tables = await tablesWithEffects(database);
  return tables
    .map(
      ({ name, quoted }) =>
        `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM ${quoted} t`,
    )
    .join(' UNION ALL ');
}

/** The tables in which a row more or another value is an effect. */
export async function tablesWithEffects(database: Queryable): Promise<{ name: string; quoted: string }[]> {
  const { rows } = await database.query<{ name: string; quoted: string }>(
    `SELECT relname AS name, quote_ident(relname) AS quoted FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1) ORDER BY 1`,
    [NOT_EFFECTS],
  );
  return rows;
}
