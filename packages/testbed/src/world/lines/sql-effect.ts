const WRITES = /\b(insert into|delete from|update)\s+"?(\w+)"?/gi;
/** What locks rows to read them says "update", too. */
const LOCKS = /\bfor (no key )?update\b/gi;

const VERBS: Readonly<Record<string, string>> = {
  'insert into': 'insert',
  'delete from': 'delete',
  update: 'update',
};

/** `insert orders`, `update stock`: what this statement writes, if it does; else undefined. */
export function writesOf(sql: string): string | undefined {
  const written = writes(sql).map(({ verb, table }) => `${VERBS[verb]} ${table}`);
  return written.length === 0 ? undefined : written.join(', ');
}

/** The tables that this statement writes to. */
export const tablesOf = (sql: string): string[] => writes(sql).map(({ table }) => table);

function writes(sql: string): { verb: string; table: string }[] {
  return (
    [...sql.replaceAll(LOCKS, '').matchAll(WRITES)]
      .map(([, verb = '', table = '']) => ({ verb: verb.toLowerCase(), table }))
      // An upsert's `do update set` names no table.
      .filter(({ table }) => table.toLowerCase() !== 'set')
  );
}

/** Rows that a command changed, as its tag says: `UPDATE 1`, `INSERT 0 1`; a SELECT changes none. */
export function changedRows(tag: string): number {
  const [, count] = /^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)/.exec(tag) ?? [];
  return Number(count ?? 0);
}
