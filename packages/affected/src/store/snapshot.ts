import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { analyse, UnparsableError } from '../code/analyse.ts';
import type { ResolvedConfig } from '../config.ts';
import { matcher } from '../paths.ts';
import type { FileRecord, FunctionRecord } from '../types.ts';
import { prepareInstrumented } from './instrumented.ts';
import { cacheFolder, contentOf, FORMAT, ofRecord } from './locations.ts';
import { writeWhole } from './write-file.ts';

/**
 * Every file below the root as it is now, by path, but for the record itself. A source that is no program has `broken`
 * in place of functions.
 */
export type Snapshot = ReadonlyMap<string, FileRecord>;

type Kept = { readonly stamp: string; readonly record: FileRecord };

/** What a file's description depends on besides its content. */
const formatOf = ({ sources, migrations, environment }: ResolvedConfig): string =>
  JSON.stringify([FORMAT, sources, migrations, environment]);

const SKIPPED = new Set(['node_modules', '.git', '.turbo', '.reports', 'coverage', '.cache']);

/** Reads what changed since it was last asked, and parses what is new of it. */
export function takeSnapshot(root: string, config: ResolvedConfig): Snapshot {
  const cache = cacheFolder(root);
  const kept = readKept(cache, root, formatOf(config));
  const describe = describer(root, config);
  const files = new Map<string, FileRecord>();
  const now = new Map<string, Kept>();
  let changed = false;
  const isOfRecord = ofRecord(root, config);
  for (const file of walk(root)) {
    if (isOfRecord(file)) continue;
    const full = path.join(root, file);
    const stats = statSync(full, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    const stamp = `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
    let one = kept.get(file);
    if (one?.stamp !== stamp) {
      changed = true;
      one = { stamp, record: describe(file) };
    }
    now.set(file, one);
    files.set(file, one.record);
  }
  if (changed || now.size !== kept.size)
    writeWhole(path.join(cache, 'snapshot'), serialize({ format: formatOf(config), root, now }));
  return files;
}

/**
 * Says of one file how it is now, or how it is with other bytes; its instrumented text is made ahead of the
 * workers.
 */
export function describer(
  root: string,
  config: ResolvedConfig,
): (file: string, bytes?: Buffer) => FileRecord {
  const isSource = matcher(config.sources);
  const isMigration = matcher(config.migrations);
  const isEnvironment = matcher(config.environment);
  return (file, bytes = readFileSync(path.join(root, file))) => {
    const bare = { file, content: contentOf(bytes), ...NO_CODE };
    const code = isSource(file) && CODE.test(file) ? describeCode(root, file, bytes.toString('utf8')) : {};
    const words = isMigration(file) ? { words: wordsOf(bytes.toString('utf8')) } : {};
    const keys = isEnvironment(file) ? { functions: keysOf(bytes.toString('utf8')) } : {};
    return { ...bare, ...code, ...words, ...keys };
  };
}

const CODE = /\.[cm]?[jt]sx?$/;

function describeCode(root: string, file: string, text: string): Partial<FileRecord> {
  try {
    const { functions, ...rest } = analyse(file, text);
    prepareInstrumented(cacheFolder(root), file, text, { functions, ...rest });
    return { ...rest, functions: functions.map(({ key, hash }) => ({ key, hash })) };
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error;
    return { module: `broken ${contentOf(text)}` };
  }
}

const wordsOf = (text: string): string[] => [...new Set(text.toLowerCase().match(/[a-z_][a-z_0-9]*/g))];

/** `KEY=value` in lines: a key is found again by its name, and changed when its value is. */
const keysOf = (text: string): FunctionRecord[] =>
  [...text.matchAll(/^\s*(?:export\s+)?([\w.-]+)\s*=(.*)$/gm)].map(([, key = '', value = '']) => ({
    key,
    hash: contentOf(value.trim()),
  }));

const NO_CODE = { module: '', functions: [], exports: [], imports: [], inert: false };

function readKept(cache: string, root: string, format: string): Map<string, Kept> {
  try {
    const read = deserialize(readFileSync(path.join(cache, 'snapshot'))) as {
      format: string;
      root: string;
      now: Map<string, Kept>;
    };
    return read.format === format && read.root === root ? read.now : new Map();
  } catch {
    return new Map();
  }
}

function walk(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      // Below a worktree of git, .git is a file.
      if (SKIPPED.has(entry.name)) continue;
      if (entry.isDirectory()) visit(`${folder}${entry.name}/`);
      else if (entry.isFile()) found.push(`${folder}${entry.name}`);
    }
  };
  visit('');
  return found;
}
