import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { removeFolder } from './run-folder.ts';
import { runProgram } from './run-program.ts';

/** A data folder that postgres can start from, and the password of its superuser `postgres`. */
export type Cluster = { data: string; password: string };

const initdbFlags = [
  '--username=postgres',
  '--auth=scram-sha-256',
  // The password has 192 random bits; the default 4096 rounds would only slow each connection.
  '--set=scram_iterations=1',
  // Text sorts by code point, on every machine and in every source.
  '--locale=C',
  '--encoding=UTF8',
  // The default 16 MB would be half of what is copied.
  '--wal-segsize=1',
  '--no-data-checksums',
  '--no-sync',
  '--no-instructions',
];

/**
 * Makes a cluster in `folder`. initdb takes 450 ms, a copy of its result 50 ms, so that is kept
 * below node_modules, per version, flags and account.
 * @throws when initdb fails, with its output
 */
export async function makeCluster(
  folder: string,
  binaries: Binaries,
  account: Account,
  log: (line: string) => void,
): Promise<Cluster> {
  const cached = join(cacheFolder(), cacheKey(binaries, account));
  if (existsSync(cached)) {
    copy(cached, folder, account);
  } else {
    await initialise(folder, binaries, account);
    keep(folder, cached, log);
  }
  return { data: join(folder, 'data'), password: readFileSync(join(folder, 'password'), 'utf8') };
}

async function initialise(folder: string, binaries: Binaries, account: Account): Promise<void> {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  giveTo(passwordFile, account);
  const args = [`--pgdata=${join(folder, 'data')}`, `--pwfile=${passwordFile}`, ...initdbFlags];
  const { ok, output } = await runProgram(binaries.initdb, args, account, {
    ...process.env,
    TZ: 'UTC',
    LC_ALL: 'C',
  });
  if (!ok) throw new Error(`initdb failed:\n${output}`);
}

/** Renamed when complete, so that nobody copies half of it; whoever comes second drops his own. */
function keep(folder: string, cached: string, log: (line: string) => void): void {
  const unfinished = `${cached}.${process.pid}`;
  try {
    mkdirSync(dirname(cached), { recursive: true });
    mkdirSync(unfinished, { mode: 0o700 });
    cpSync(folder, unfinished, { recursive: true });
    renameSync(unfinished, cached);
  } catch (error) {
    removeFolder(unfinished);
    if (!existsSync(cached)) log(`the new cluster was not kept for the next run: ${String(error)}`);
  }
}

function copy(cached: string, folder: string, account: Account): void {
  cpSync(cached, folder, { recursive: true });
  // Folders are copied without their mode, and postgres refuses data that others may read.
  chmodSync(join(folder, 'data'), 0o700);
  if (account.uid === undefined) return;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    giveTo(join(folder, entry), account);
}

function giveTo(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) lchownSync(path, uid, gid);
}

function cacheKey(binaries: Binaries, account: Account): string {
  const inputs = [process.platform, process.arch, binaries.packageVersion, account, initdbFlags];
  return `cluster-${createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16)}`;
}

/** The workspace's own node_modules, which `clean` and a fresh clone do without. */
function cacheFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  let folder = start;
  while (!existsSync(join(folder, 'pnpm-workspace.yaml')) && dirname(folder) !== folder)
    folder = dirname(folder);
  const root = existsSync(join(folder, 'pnpm-workspace.yaml')) ? folder : start;
  return join(root, 'node_modules', '.cache', 'topheavy');
}
