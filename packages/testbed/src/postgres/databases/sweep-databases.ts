import type { Client } from 'pg';
import { runState } from '../run-tag.ts';
import { runOfDatabase } from './database-names.ts';
import { dropRunDatabases, listOurs } from './drop-run-databases.ts';

/** The name under which a run keeps one connection open as a sign of life. */
export function runApplicationName(run: string): string {
  return `topheavy_run_${run}`;
}

/**
 * Drops databases of runs that ended without cleaning up. A run is dead when its process on this
 * machine is gone, or, for another machine, when its sign of life is; a database that anybody is
 * connected to stays in either case.
 */
export async function sweepDatabases(client: Client): Promise<void> {
  const signs = await client.query<{ name: string }>('SELECT application_name AS name FROM pg_stat_activity');
  const signed = new Set(signs.rows.map(({ name }) => name));
  const runs = new Set((await listOurs(client)).map(runOfDatabase));
  for (const run of runs) {
    if (run === undefined || signed.has(runApplicationName(run)) || runState(run) === 'alive') continue;
    // In use after all, or dropped by another run that sweeps as well.
    await dropRunDatabases(client, run, false).catch(() => {});
  }
}
