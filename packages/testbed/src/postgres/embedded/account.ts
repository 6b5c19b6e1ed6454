import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom Postgres runs as; empty means as the user we are. Fits the options of spawn. */
export type Account = { uid?: number; gid?: number };

/**
 * Postgres refuses to run as root, so root takes an unprivileged account for it. It must be
 * one that the system knows by name: initdb looks its own user up.
 * @throws when root finds neither `postgres` nor `nobody`
 */
export async function unprivilegedAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([numericId('-u', name), numericId('-g', name)]);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    'Postgres does not run as root, and this system has no user "postgres" or "nobody" to run it as. ' +
      'Add one (useradd --system postgres), or run as another user, or set DATABASE_URL or POSTGRES=docker.',
  );
}

async function numericId(flag: '-u' | '-g', name: string): Promise<number | undefined> {
  try {
    return Number((await run('id', [flag, name])).stdout);
  } catch {
    return undefined;
  }
}
