import type { Kysely } from 'kysely';
import type { CaptureRow, Database } from '../db/schema.ts';

/** Oldest first, whatever became of them. */
export const capturesOf = (db: Kysely<Database>, paymentId: string): Promise<CaptureRow[]> =>
  db.selectFrom('captures').selectAll().where('payment_id', '=', paymentId).orderBy('id').execute();
