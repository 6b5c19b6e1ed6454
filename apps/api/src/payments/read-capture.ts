import type { Transaction } from 'kysely';
import type { CaptureRow, Database } from '../db/schema.ts';

export const readCapture = (trx: Transaction<Database>, captureId: string): Promise<CaptureRow> =>
  trx.selectFrom('captures').selectAll().where('id', '=', captureId).executeTakeFirstOrThrow();
