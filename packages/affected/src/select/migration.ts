import type { FileRecord, ImpactRecord } from '../types.ts';

/** What reaches further than the tables that it names. */
const FAR = [
  'function',
  'procedure',
  'trigger',
  'view',
  'type',
  'domain',
  'extension',
  'rule',
  'policy',
  'schema',
];

/**
 * The tables that a migration names, old text and new; null when it may reach any statement. A table is a
 * word that follows FROM, INTO, UPDATE or JOIN in a recorded statement.
 */
export function tablesOf(
  before: FileRecord | undefined,
  after: FileRecord | null,
  { statements }: ImpactRecord,
): ReadonlySet<string> | null {
  const words = new Set([...(before?.words ?? []), ...(after?.words ?? [])]);
  if (FAR.some((word) => words.has(word))) return null;
  const tables = new Set<string>();
  for (const statement of statements) {
    for (const [, table = ''] of statement.toLowerCase().matchAll(TABLE))
      if (words.has(table)) tables.add(table);
  }
  return tables.size === 0 ? null : tables;
}

const TABLE = /\b(?:from|into|update|join)\s+(?:only\s+)?(?:"?\w+"?\.)?"?(\w+)"?/g;

/** Numbers of the recorded statements that speak of one of these tables. */
export function statementsOn(tables: ReadonlySet<string>, { statements }: ImpactRecord): ReadonlySet<number> {
  const pattern = new RegExp(`\\b(?:${[...tables].join('|')})\\b`, 'i');
  return new Set(statements.flatMap((text, number) => (pattern.test(text) ? [number] : [])));
}
