const runPrefix = 'topheavy_run_';

/** Postgres cuts longer names off without an error, and two of them could become one. */
const longestName = 63;

/**
 * The name on the server of what a run calls `name`.
 * @throws when `name` holds anything but small letters, digits and `_`, or is too long
 */
export function runDatabaseName(run: string, name: string): string {
  const full = `${runPrefix}${run}_${name}`;
  if (!/^[a-z0-9_]+$/.test(name) || full.length > longestName) {
    const room = longestName - full.length + name.length;
    throw new Error(`"${name}" cannot name a database: use at most ${room} of a-z, 0-9 and _.`);
  }
  return full;
}

/** The run that a database belongs to, or undefined when it is none of ours. */
export function runOfDatabase(database: string): string | undefined {
  return /^topheavy_run_([0-9a-f]{6}_[0-9a-z]+_[0-9a-z]+)_/.exec(database)?.[1];
}

/** The same server, another database. */
export function urlOfDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
