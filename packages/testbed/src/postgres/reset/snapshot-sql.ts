import type { Sequence, Table } from './find-tables.ts';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * `_topheavy.save()`: all rows of the tables that a reset empties, and the sequences, as one value.
 * `_topheavy.restore(saved)`: a reset that ends with those rows in place of none.
 */
export function snapshotSql(tables: readonly Table[], sequences: readonly Sequence[]): string {
  const data = tables.filter(({ kind }) => kind === 'data').map(({ name }) => name);
  const rows = data.map((name) => `(${literal(name)}, (SELECT jsonb_agg(to_jsonb(t)) FROM ${name} t))`);
  const positions = sequences.map(
    ({ name }) => `(${literal(name)}, (SELECT jsonb_build_array(last_value, is_called) FROM ${name}))`,
  );
  const steps = [
    ...data.map(
      (name) => `IF saved ? ${literal(name)} THEN
        INSERT INTO ${name} OVERRIDING SYSTEM VALUE
          SELECT * FROM jsonb_populate_recordset(NULL::${name}, saved -> ${literal(name)});
      END IF;`,
    ),
    ...sequences.map(
      ({ name }) => `PERFORM setval(${literal(name)}, (saved -> ${literal(name)} ->> 0)::bigint,
        (saved -> ${literal(name)} ->> 1)::boolean);`,
    ),
  ];
  return `
    CREATE FUNCTION _topheavy.save() RETURNS jsonb LANGUAGE sql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp
    AS $save$
      SELECT jsonb_object_agg(name, content)
      FROM (VALUES ${[...rows, ...positions].join(', ')}) AS saved (name, content) WHERE content IS NOT NULL
    $save$;
    CREATE FUNCTION _topheavy.restore(saved jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp
      -- As in reset(): triggers and foreign keys held when the rows were first written.
      SET session_replication_role = replica
    AS $restore$ BEGIN
      PERFORM _topheavy.reset();
      ${steps.join('\n      ')}
    END $restore$;`;
}
