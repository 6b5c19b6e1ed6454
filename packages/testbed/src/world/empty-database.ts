import { createDatabase, createPool, migrate, migrations } from '@topheavy/api';
import { rowDigests } from '../invariants/table-fingerprints.ts';
import { generateHistory, type HistorySize } from '../lived-in/generate-history.ts';
import { withClient } from '../postgres/open-client.ts';
import { readSchema } from './read-schema.ts';

/** A database of its own beside the shop's, without a table in it. */
export type EmptyDatabase = {
  readonly url: string;
  /** Brings the schema to this version, or to the newest. */
  migrate(target?: string): Promise<void>;
  /** Puts a past into it, and answers a digest of all its rows. */
  fillWithHistory(size: HistorySize): Promise<string>;
  /** The schema as text, one line for each thing in it. */
  schema(): Promise<string>;
  /** Makes it empty again, in a tenth of the time of a new one. */
  empty(): Promise<void>;
  stop(): Promise<void>;
};

/** The names of all versions of the schema, oldest first. */
export const schemaVersions = (): readonly string[] => Object.keys(migrations);

let count = 0;

export async function createEmptyDatabase(besideUrl: string): Promise<EmptyDatabase> {
  const beside = new URL(besideUrl);
  // It begins like the shop's database, so that what ends a run drops this one too.
  const name = `${beside.pathname.slice(1)}_${(count += 1)}`;
  await withClient(besideUrl, (client) =>
    client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE template0 STRATEGY file_copy`),
  );
  beside.pathname = `/${name}`;
  const url = beside.href;
  return {
    url,
    async migrate(target) {
      const db = createDatabase(
        createPool({ url, poolSize: 1, acquireTimeoutMs: 5000, statementTimeoutMs: 30_000 }),
      );
      await migrate(db, target);
      await db.destroy();
    },
    fillWithHistory: (size) =>
      withClient(url, async (client) => {
        await generateHistory(client, size);
        return JSON.stringify([...(await rowDigests(client))]);
      }),
    schema: () => withClient(url, readSchema),
    async empty() {
      await withClient(url, (client) => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
    },
    async stop() {
      await withClient(besideUrl, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
      );
    },
  };
}
