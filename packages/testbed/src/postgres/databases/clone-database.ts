import type { Client } from 'pg';
import { withClient } from '../open-client.ts';
import type { PostgresAddress } from '../postgres-server.ts';
import { runDatabaseName, urlOfDatabase } from './database-names.ts';

/** syntax_error (before Postgres 15), feature_not_supported, invalid_parameter_value. */
const strategyRefused = new Set(['42601', '0A000', '22023']);

/** How Postgres copies: the files as they are, or every block by way of the log. */
export type CloneStrategy = 'file_copy' | 'wal_log';

/**
 * Makes a copy of a template, named within this run, and answers its URL. FILE_COPY: 7 ms against
 * 57 ms for the default, which writes the copy to the log as well.
 * @throws when the run has a database of that name already
 */
export async function cloneDatabase(
  server: PostgresAddress,
  template: string,
  name: string,
): Promise<string> {
  const database = runDatabaseName(server.run, name);
  await withClient(server.url, (client) => createClone(client, template, database, 'file_copy'));
  return urlOfDatabase(server.url, database);
}

/** The same by way of a connection that is there, to a database of this name on the server. */
export async function createClone(
  client: Client,
  template: string,
  database: string,
  strategy: CloneStrategy,
): Promise<void> {
  const create = `CREATE DATABASE ${client.escapeIdentifier(database)} TEMPLATE ${client.escapeIdentifier(template)}`;
  try {
    await client.query(`${create} STRATEGY ${strategy}`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!strategyRefused.has(code)) throw error;
    await client.query(create);
  }
}
