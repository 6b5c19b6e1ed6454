import { withClient } from '../open-client.ts';
import type { PostgresAddress } from '../postgres-server.ts';
import { runDatabaseName } from './database-names.ts';

/** Drops what `cloneDatabase` made under this name, sessions in it included; none is fine too. */
export async function dropDatabase(server: PostgresAddress, name: string): Promise<void> {
  const database = runDatabaseName(server.run, name);
  await withClient(server.url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`);
  });
}
