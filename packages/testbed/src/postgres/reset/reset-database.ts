import type { Client } from 'pg';
import { openClient } from '../open-client.ts';
import { allTransactions } from './open-transactions.ts';
import type { Queryable } from './queryable.ts';

/** lock_not_available (the wait was given up), deadlock_detected. */
const lockFailures = new Set(['55P03', '40P01']);

/**
 * A connection to call the three below on. It has the role that they set for their own time already:
 * when that changes, Postgres forgets every plan of the session, and each reset would plan anew.
 */
export async function openResetClient(url: string): Promise<Client> {
  const client = await openClient(url, 'topheavy-reset');
  await client.query('SET session_replication_role = replica');
  return client;
}

/**
 * Empties every table that is not tagged as reference and sets the sequences back, in one round
 * trip. Call it before a test rather than after, so that a failed test leaves its rows to look at.
 * @throws when another session holds a transaction open for more than a second, naming its query
 */
export const resetDatabase = (client: Queryable): Promise<void> =>
  explainingLocks(client, async () => {
    await truncateAtTimes(client);
    await client.query('SELECT _topheavy.reset()');
  });

/** The rows of all tables that a reset empties, to go back to with `restoreDatabase`. */
export async function saveDatabase(client: Queryable): Promise<string> {
  const { rows } = await client.query<{ saved: string }>('SELECT _topheavy.save()::text AS saved');
  return rows[0]?.saved ?? '{}';
}

/**
 * A reset that ends with the rows of `saveDatabase` in place of none, in one round trip.
 * @throws as resetDatabase
 */
export const restoreDatabase = (client: Queryable, saved: string): Promise<void> =>
  explainingLocks(client, async () => {
    await truncateAtTimes(client);
    await client.query('SELECT _topheavy.restore($1::jsonb)', [saved]);
  });

/** Resets between which deleted rows may keep their pages. */
const RESETS_BETWEEN = 100;

const resets = new WeakMap<Queryable, number>();

/** Without it every reset, and every query that reads a whole table, takes longer than the one before. */
async function truncateAtTimes(client: Queryable): Promise<void> {
  const count = (resets.get(client) ?? 0) + 1;
  resets.set(client, count);
  if (count % RESETS_BETWEEN === 0) await client.query('SELECT _topheavy.truncate()');
}

async function explainingLocks(client: Queryable, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && lockFailures.has(String(error.code)))) throw error;
    const sessions = await allTransactions(client);
    throw new Error(
      'The database cannot be reset: the previous test left a transaction open. Await all it starts, and end or release every client.\n' +
        sessions.map((session) => `  ${session}`).join('\n'),
      { cause: error },
    );
  }
}
