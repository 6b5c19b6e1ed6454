import type { Transaction } from 'kysely';
import type { Database, RefundRow } from '../db/schema.ts';

export const readRefund = (trx: Transaction<Database>, refundId: string): Promise<RefundRow> =>
  trx.selectFrom('refunds').selectAll().where('id', '=', refundId).executeTakeFirstOrThrow();
