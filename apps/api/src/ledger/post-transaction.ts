import type { Currency } from '@topheavy/domain';
import type { Transaction } from 'kysely';
import type { Database, LedgerAccount, LedgerKind } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';

export type LedgerPosting = {
  readonly orderId: string;
  readonly kind: LedgerKind;
  /** What caused it: the capture, refund or shipment. Each is posted once per kind. */
  readonly sourceId: string;
  readonly currency: Currency;
  /** Debits positive, credits negative; together zero, which the database checks at commit. */
  readonly entries: readonly { readonly account: LedgerAccount; readonly amountMinor: number }[];
};

/** Writes one balanced transaction into the book. Entries of zero say nothing and are left out. */
export async function postLedger(
  trx: Transaction<Database>,
  { clock, ids }: Pick<Dependencies, 'clock' | 'ids'>,
  posting: LedgerPosting,
): Promise<void> {
  const entries = posting.entries.filter(({ amountMinor }) => amountMinor !== 0);
  if (entries.length === 0) return;
  const id = ids.next();
  await trx
    .insertInto('ledger_transactions')
    .values({
      id,
      order_id: posting.orderId,
      kind: posting.kind,
      source_id: posting.sourceId,
      currency: posting.currency,
      occurred_at: clock.now(),
    })
    .execute();
  await trx
    .insertInto('ledger_entries')
    .values(
      entries.map(({ account, amountMinor }) => ({
        transaction_id: id,
        account,
        amount_minor: amountMinor,
        currency: posting.currency,
      })),
    )
    .execute();
}
