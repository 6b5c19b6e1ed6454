import type { Transaction } from 'kysely';
import type { Database, OrderRow, RefundRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { postLedger } from '../ledger/post-transaction.ts';

type Share = { readonly net_minor: number; readonly tax_minor: number };

/** Books a refund, or takes it out of the books again: the one is the other's mirror image. */
export function postRefund(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  kind: 'refund' | 'refund_reversal',
  { id: orderId, currency }: OrderRow,
  refund: RefundRow,
  share: Share,
): Promise<void> {
  const sign = kind === 'refund' ? 1 : -1;
  return postLedger(trx, deps, {
    orderId,
    kind,
    sourceId: refund.id,
    currency,
    entries: [
      { account: 'sales', amountMinor: sign * share.net_minor },
      { account: 'vat_payable', amountMinor: sign * share.tax_minor },
      { account: 'payment_clearing', amountMinor: -sign * refund.amount_minor },
    ],
  });
}
