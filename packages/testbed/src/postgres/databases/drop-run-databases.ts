import type { Client } from 'pg';
import { runOfDatabase } from './database-names.ts';

/** Drops the databases of one run. `force` also ends sessions in them; without it those in use stay. */
export async function dropRunDatabases(client: Client, run: string, force = true): Promise<void> {
  for (const database of await listOurs(client)) {
    if (runOfDatabase(database) !== run) continue;
    const name = client.escapeIdentifier(database);
    // Killed between these two steps of ensureTemplate, a builder leaves a template that has no name yet.
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE false`);
    await client.query(`DROP DATABASE ${name}${force ? ' WITH (FORCE)' : ''}`);
  }
}

/** All databases that belong to runs of ours, dead or alive. */
export async function listOurs(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
  return rows.map(({ datname }) => datname).filter((name) => runOfDatabase(name) !== undefined);
}
