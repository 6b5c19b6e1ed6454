import path from 'node:path';
import type { ResolvedConfig } from '../config.ts';
import { matcher } from '../paths.ts';
import type { FileRecord, ImpactRecord, Reason } from '../types.ts';
import { compareCode } from './compare.ts';
import { createImportRule } from './imports.ts';
import { loaderFinder } from './loaders.ts';
import { statementsOn, tablesOf } from './migration.ts';
import type { Picking } from './picking.ts';

const SILENT = 'nothing but comments, types, format or functions that nobody calls yet';
const OPAQUE = 'changed, and what the test ran could not be seen';

type Rules = {
  /** Picks what the change of this file can break, and says in words what changed. */
  apply(file: string, before: FileRecord | undefined, after: FileRecord | null): string;
};

export function createRules(
  config: ResolvedConfig,
  record: ImpactRecord,
  picking: Picking,
  isTest: (file: string) => boolean,
  fileNow: (file: string) => FileRecord | null,
): Rules {
  const isEverything = matcher(config.everything);
  const isMigration = matcher(config.migrations);
  const isEnvironment = matcher(config.environment);
  const isIgnored = matcher(config.ignored);
  const rules = config.rules.map(({ files, usersOf }) => ({ isFile: matcher([files]), usersOf }));
  const numbers = new Map(record.functions.map((name, number) => [name, number]));
  const loadersOf = loaderFinder(record, isTest);
  const importChange = createImportRule(record, { loadersOf, isTest, fileNow });

  /** All tests of the files that load this one. */
  const pickLoaders = (file: string, reason: Reason): void => {
    const loaders = loadersOf(file);
    if (loaders === null) picking.everything(reason);
    else for (const loader of loaders) if (isTest(loader)) picking.file(loader, reason);
  };

  const applyCode = (file: string, before: FileRecord, after: FileRecord | null): string[] => {
    const { functions, module, imports } = compareCode(before, after);
    const said: string[] = [];
    for (const { key, how } of functions) {
      const name = `${file}#${key}`;
      const number = numbers.get(name);
      said.push(`${key} (${how})`);
      if (number === undefined) continue;
      const reason: Reason = { kind: 'function', subject: name, detail: how };
      if (record.ambient.functions.has(number))
        pickLoaders(file, { ...reason, detail: `${how}, runs for many` });
      else picking.runners(number, loadersOf(file), reason);
    }
    const why = module ?? importChange(file, imports);
    if (why !== null) {
      said.push(why);
      pickLoaders(file, { kind: isTest(file) ? 'test' : 'module', subject: file, detail: why });
    }
    return said;
  };

  const applyMigration = (file: string, before: FileRecord | undefined, after: FileRecord | null): string => {
    const tables = tablesOf(before, after, record);
    const on = tables === null ? null : statementsOn(tables, record);
    const what = tables === null ? 'any table' : [...tables].join(', ');
    const uses = ({ statements }: { readonly statements: ReadonlySet<number> }): boolean =>
      on === null ? statements.size > 0 : !on.isDisjointFrom(statements);
    picking.tests(uses, { kind: 'migration', subject: file, detail: what });
    return `migration: ${what}`;
  };

  const applyEnvironment = (
    file: string,
    before: FileRecord | undefined,
    after: FileRecord | null,
  ): string => {
    const old = new Map(before?.functions.map(({ key, hash }) => [key, hash]));
    const now = new Map(after?.functions.map(({ key, hash }) => [key, hash]));
    const keys = [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
    for (const key of keys) {
      const reason: Reason = { kind: 'env', subject: file, detail: key };
      if (record.ambient.environment.has(key)) picking.everything(reason);
      else picking.tests(({ environment }) => environment.has(key) || environment.has('*'), reason);
    }
    return keys.join(', ') || 'no key';
  };

  /**
   * Tests that opened the file, listed its folder or asked whether it is there; says whether anybody did. Where its
   * code is the same, those do not count that read it to run it: somebody a rule speaks for, or a process unseen.
   */
  const applyReads = (file: string, isListed: boolean, isSilent: boolean): boolean => {
    if (isSilent && rules.some(({ isFile }) => isFile(file))) return false;
    const folder = `${path.posix.dirname(file)}/`;
    const asked = (files: ReadonlySet<string>): boolean => files.has(file) || (isListed && files.has(folder));
    const reason: Reason = { kind: 'file', subject: file, detail: 'read' };
    if (asked(record.ambient.files)) {
      picking.everything({ ...reason, detail: 'read for many' });
      return true;
    }
    picking.tests(({ files, opaque }) => asked(files) && !(isSilent && opaque !== null), reason);
    return [...record.tests.values(), ...record.starts.values()].some(({ files }) => asked(files));
  };

  const applyRules = (file: string): boolean => {
    let found = false;
    for (const { isFile, usersOf } of rules) {
      if (!isFile(file)) continue;
      found = true;
      const isUsed = matcher([usersOf]);
      const used = new Set(
        record.functions.flatMap((name, number) =>
          isUsed(name.slice(0, name.indexOf('#'))) ? [number] : [],
        ),
      );
      picking.tests(({ functions }) => !used.isDisjointFrom(functions), {
        kind: 'file',
        subject: file,
        detail: `used by ${usersOf}`,
      });
    }
    return found;
  };

  return {
    apply(file, before, after) {
      const isCode = before !== undefined && before.module !== '';
      const isSilent = isCode && after !== null && isSame(before, after);
      if (isEverything(file) && !isSilent) {
        picking.everything({ kind: 'everything', subject: file, detail: 'changed' });
        return 'everything depends on it';
      }
      if (isEnvironment(file)) return applyEnvironment(file, before, after);
      const said = isCode && !isMigration(file) ? applyCode(file, before, after) : [];
      if (isCode && !isSilent)
        picking.tests(({ opaque }) => opaque !== null, { kind: 'opaque', subject: file, detail: OPAQUE });
      if (isMigration(file) && !isSilent) said.push(applyMigration(file, before, after));
      const isListed = before === undefined || after === null;
      const isRead = applyReads(file, isListed, isSilent);
      if (isRead) said.push('read');
      if (!isSilent && applyRules(file)) said.push('used by a rule');
      if (said.length > 0) return said.join(', ');
      if (isCode || (after !== null && after.module !== ''))
        return isSilent ? SILENT : 'nothing that a test has run';
      const loaders = loadersOf(file);
      if (loaders === null || loaders.size > 1) {
        pickLoaders(file, { kind: 'file', subject: file, detail: 'imported' });
        return 'imported';
      }
      if (isIgnored(file) || before === undefined) return 'no test has read it';
      picking.everything({ kind: 'everything', subject: file, detail: 'nobody knows who reads it' });
      return 'nobody knows who reads it';
    },
  };
}

/** The code is the same: only comments, types or the format differ. */
function isSame(before: FileRecord, after: FileRecord): boolean {
  const { functions, module, imports } = compareCode(before, after);
  return functions.length === 0 && module === null && imports.added.length + imports.removed.length === 0;
}
