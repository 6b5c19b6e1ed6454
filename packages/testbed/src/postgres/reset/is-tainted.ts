import type { Queryable } from './queryable.ts';

/**
 * Whether a test changed what `resetDatabase` does not undo, reference rows or the schema. Then
 * the next test needs a fresh clone. Not seen: large objects, roles, ALTER DATABASE … SET.
 */
export async function isTainted(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ tainted: boolean }>(
    'SELECT EXISTS (SELECT FROM _topheavy.taint) AS tainted',
  );
  return rows[0]?.tainted ?? false;
}
