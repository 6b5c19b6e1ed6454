import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { PartsBefore } from './tax-share.ts';

/** What succeeded of a payment's captures, or of its refunds. The caller has locked the payment. */
export function partsBefore(
  trx: Transaction<Database>,
  table: 'captures' | 'refunds',
  paymentId: string,
): Promise<PartsBefore> {
  // sum(bigint) is numeric, which the driver hands over as text.
  return trx
    .selectFrom(table)
    .select([
      sql<number>`coalesce(sum(amount_minor), 0)::bigint`.as('amountMinor'),
      sql<number>`coalesce(sum(tax_minor), 0)::bigint`.as('taxMinor'),
    ])
    .where('payment_id', '=', paymentId)
    .where('status', '=', 'succeeded')
    .executeTakeFirstOrThrow();
}
