import { chownSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { runProgram } from './run-program.ts';

export const folderPrefix = 'topheavy-';

export type RunFolder = { path: string; parent: string; remove: () => void };

/**
 * Makes a folder for one run in the first of `parents` that `account` can enter; only that
 * account may read it.
 * @throws when it can enter none of them
 */
export async function makeRunFolder(
  parents: readonly string[],
  name: string,
  account: Account,
): Promise<RunFolder> {
  for (const parent of new Set(parents)) {
    if (!(await canEnter(parent, account))) continue;
    const path = join(parent, `${folderPrefix}${name}`);
    mkdirSync(path, { mode: 0o700 });
    if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
    return { path, parent, remove: () => removeFolder(path) };
  }
  throw new Error(
    `No temporary folder can be used by the user that runs Postgres; tried ${parents.join(', ')}. Set TMPDIR to one that can.`,
  );
}

/** Tries again for a second: on Windows a file stays locked for a moment after its process ended. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

async function canEnter(folder: string, account: Account): Promise<boolean> {
  // Only root becomes somebody else here; whoever stays the same learns it from mkdir.
  if (account.uid === undefined) return true;
  return (await runProgram('test', ['-x', folder], account)).ok;
}
