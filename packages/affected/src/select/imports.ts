import path from 'node:path';
import type { FileRecord, ImpactRecord } from '../types.ts';

type Look = {
  readonly loadersOf: (file: string) => ReadonlySet<string> | null;
  readonly isTest: (file: string) => boolean;
  readonly fileNow: (file: string) => FileRecord | null;
};

/**
 * What a module imports is in the hashes of the functions that use it. What is left is what loading does: of
 * importing something that is loaded anyway, or that only declares, no test can notice anything.
 */
export function createImportRule({ files, imports }: ImpactRecord, { loadersOf, isTest, fileNow }: Look) {
  const users = new Map<string, number>();
  for (const { imports: names } of files.values())
    for (const name of names) if (!name.startsWith('.')) users.set(name, (users.get(name) ?? 0) + 1);
  const importers = new Map<string, number>();
  for (const to of imports.values())
    for (const file of to) importers.set(file, (importers.get(file) ?? 0) + 1);

  /** Loading it only declares, and so does all that it loads. */
  const isQuiet = (file: string, name: string, seen: Set<string>): boolean => {
    if (name.startsWith('node:')) return true;
    if (!name.startsWith('.')) return false;
    const target = path.posix.join(path.posix.dirname(file), name);
    if (seen.has(target)) return true;
    seen.add(target);
    const now = fileNow(target);
    return (
      now?.inert === true && now.imports.every((one) => isQuiet(target, one, seen) || isLoaded(target, one))
    );
  };
  /** Whoever loads the file loads this already. */
  const isLoaded = (file: string, name: string): boolean => {
    if (!name.startsWith('.')) return (users.get(name) ?? 0) > 0;
    const [own, theirs] = [loadersOf(file), loadersOf(path.posix.join(path.posix.dirname(file), name))];
    if (theirs === null) return true;
    return own !== null && own.size > 1 && [...own].every((one) => !isTest(one) || theirs.has(one));
  };
  const isMissed = (file: string, name: string): boolean => {
    if (isQuiet(file, name, new Set())) return false;
    const others = name.startsWith('.')
      ? importers.get(path.posix.join(path.posix.dirname(file), name))
      : users.get(name);
    return (others ?? 0) < 2;
  };

  /** Why the change of imports can be noticed, or null. */
  return (
    file: string,
    { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
  ): string | null => {
    const loud =
      added.find((name) => !isQuiet(file, name, new Set()) && !isLoaded(file, name)) ??
      removed.find((name) => isMissed(file, name));
    return loud === undefined ? null : `import of ${loud}`;
  };
}
