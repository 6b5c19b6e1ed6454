import type { Kysely, Transaction } from 'kysely';
import { DatabaseError } from 'pg';
import { problem } from '../problems/problem.ts';
import { isOutdatedPlan } from './prepared-statements.ts';
import type { Database } from './schema.ts';

/** serialization_failure and deadlock_detected: the whole transaction may be repeated. */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

/**
 * The only way to open a transaction. READ COMMITTED: rules that fit one row are conditional updates,
 * wider ones lock their root first (locks.ts). `work` runs again after a deadlock or a change of the schema, so it must touch
 * nothing but the transaction.
 */
export async function inTransaction<T>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      const mayBeRepeated =
        (error instanceof DatabaseError && RETRYABLE.has(error.code ?? '')) || isOutdatedPlan(error);
      if (!mayBeRepeated) throw error;
      if (attempt === ATTEMPTS)
        throw problem('conflict-retry', {
          detail: 'Others were changing the same things each time it was tried. Send the request again.',
          cause: error,
        });
    }
  }
}
