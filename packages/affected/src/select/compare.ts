import type { FileRecord } from '../types.ts';

/** What is different about the code of one file. */
export type CodeChange = {
  /** Keys of functions whose body is another one, or that are gone. */
  readonly functions: readonly { readonly key: string; readonly how: 'body' | 'removed' }[];
  /** Why what runs when the file is loaded is another, or null. */
  readonly module: string | null;
  readonly imports: { readonly added: readonly string[]; readonly removed: readonly string[] };
};

/** `after` null: the file is gone. */
export function compareCode(before: FileRecord, after: FileRecord | null): CodeChange {
  if (after === null) return { functions: [], module: 'removed', imports: { added: [], removed: [] } };
  const now = new Map(after.functions.map(({ key, hash }) => [key, hash]));
  const functions = before.functions.flatMap(({ key, hash }) => {
    const other = now.get(key);
    if (other === hash) return [];
    return [{ key, how: other === undefined ? ('removed' as const) : ('body' as const) }];
  });
  return {
    functions,
    module: moduleChange(before, after),
    imports: {
      added: after.imports.filter((one) => !before.imports.includes(one)),
      removed: before.imports.filter((one) => !after.imports.includes(one)),
    },
  };
}

function moduleChange(before: FileRecord, after: FileRecord): string | null {
  if (after.module.startsWith('broken')) return 'does not parse';
  if (before.module !== after.module) return 'top level';
  // Who imports a name that is gone cannot be loaded; a name more changes nothing.
  const gone = before.exports.find((one) => !after.exports.includes(one));
  if (gone !== undefined) return `export ${nameOf(gone)}`;
  const star = after.exports.find((one) => one.startsWith('*=') && !before.exports.includes(one));
  return star === undefined ? null : `export ${star}`;
}

const nameOf = (entry: string): string => entry.split('=', 1)[0] ?? entry;
