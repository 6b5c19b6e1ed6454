import { existsSync, readFileSync, readdirSync, watch, type Dirent, type FSWatcher } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { textHash } from './worker/versions.ts';

/** Absolute file → hash of what it holds now, null when it is gone. */
export type Changed = ReadonlyMap<string, string | null>;

export type Changes = {
  /** Everything that is watched, with its hash as last seen. */
  readonly files: ReadonlyMap<string, string>;
  /** Looks at these now; what differs is told like any other change. */
  look(files: readonly string[]): void;
  close(): void;
};

/** Nobody types in here, and there are very many. */
const NEVER = new Set(['node_modules', '.git', '.turbo', 'coverage']);

/** Editors write in steps (truncate, write, rename); what comes within this time belongs together. */
const QUIET_MS = 15;

/** A file that is empty for longer than this was emptied by its author. */
const EMPTY_MS = 60;

/**
 * Tells which files below `root` hold something else than before. A save that changes nothing is not
 * told, nor is what git ignores, nor what is `left` alone. While git itself is at work (a branch switch) it waits for its end.
 */
export function watchChanges(
  root: string,
  tell: (changed: Changed, savedAt: number) => void,
  left: (file: string) => boolean = () => false,
): Changes {
  const files = new Map<string, string>();
  const folders = new Map<string, FSWatcher>();
  const touched = new Set<string>();
  const lock = gitLock(root);
  let firstAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let gitWasAtWork = false;
  let closed = false;

  const touch = (file: string): void => {
    if (closed || left(file)) return;
    if (touched.size === 0) firstAt = performance.now();
    touched.add(file);
    clearTimeout(timer);
    timer = setTimeout(settle, QUIET_MS);
  };
  const settle = (): void => {
    // Once more after git has ended: the last of its files may not have been told yet.
    const atWork = lock !== null && existsSync(lock);
    if (atWork || gitWasAtWork) {
      gitWasAtWork = atWork;
      timer = setTimeout(settle, QUIET_MS);
      return;
    }
    const changed = new Map<string, string | null>();
    const unknown: string[] = [];
    for (const file of touched) {
      const text = read(file);
      const before = files.get(file);
      if (text === before) continue;
      if (text === EMPTY && before !== undefined && performance.now() - firstAt < EMPTY_MS) {
        timer = setTimeout(settle, QUIET_MS);
        return;
      }
      if (text === undefined) {
        files.delete(file);
        changed.set(file, null);
      } else if (before === undefined) unknown.push(file);
      else changed.set(file, text);
    }
    for (const file of notIgnored(root, unknown)) changed.set(file, read(file) ?? null);
    touched.clear();
    for (const [file, text] of changed) if (text !== null) files.set(file, text);
    if (changed.size > 0) tell(changed, firstAt);
  };
  const follow = (folder: string, isNew: boolean): void => {
    if (folders.has(folder) || NEVER.has(path.basename(folder))) return;
    let entries: Dirent[];
    try {
      const watcher = watch(folder, (_event, name) => {
        if (name !== null) seen(path.join(folder, name));
      });
      watcher.on('error', () => unfollow(folder));
      folders.set(folder, watcher);
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      // Gone again.
      unfollow(folder);
      return;
    }
    for (const entry of entries) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) follow(full, isNew);
      else if (isNew) touch(full);
    }
  };
  const unfollow = (folder: string): void => {
    folders.get(folder)?.close();
    folders.delete(folder);
    const below = folder + path.sep;
    for (const other of folders.keys()) if (other.startsWith(below)) unfollow(other);
    for (const file of files.keys()) if (file.startsWith(below)) touch(file);
  };
  const seen = (full: string): void => {
    if (NEVER.has(path.basename(full))) return;
    if (folders.has(full)) {
      if (!existsSync(full)) unfollow(full);
      return;
    }
    if (isFolder(full)) follow(full, true);
    else touch(full);
  };

  // Before the texts are read: a save in between is then seen twice, and not missed.
  follow(root, false);
  for (const file of listed(root)) {
    const text = left(file) ? undefined : read(file);
    if (text !== undefined) files.set(file, text);
  }
  return {
    files,
    look: (some) => some.forEach(touch),
    close() {
      closed = true;
      clearTimeout(timer);
      for (const watcher of folders.values()) watcher.close();
    },
  };
}

const EMPTY = textHash('');

function read(file: string): string | undefined {
  try {
    return textHash(readFileSync(file));
  } catch {
    return undefined;
  }
}

function isFolder(file: string): boolean {
  try {
    readdirSync(file);
    return true;
  } catch {
    return false;
  }
}

/** What git knows or would take up; without git, all files. */
function listed(root: string): string[] {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (git.status === 0)
    return git.stdout
      .split('\0')
      .filter((name) => name !== '' && !name.split('/').some((part) => NEVER.has(part)))
      .map((name) => path.join(root, name));
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (NEVER.has(entry.name)) return [];
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? below(full) : [full];
    });
  return below(root);
}

function notIgnored(root: string, files: readonly string[]): readonly string[] {
  if (files.length === 0) return [];
  const git = spawnSync('git', ['check-ignore', '-z', '--stdin'], {
    cwd: root,
    input: files.join('\0'),
    encoding: 'utf8',
  });
  if (git.status !== 0) return files;
  const ignored = new Set(git.stdout.split('\0'));
  return files.filter((file) => !ignored.has(file));
}

function gitLock(root: string): string | null {
  try {
    const git = execFileSync('git', ['rev-parse', '--absolute-git-dir'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return path.join(git.trim(), 'index.lock');
  } catch {
    return null;
  }
}
