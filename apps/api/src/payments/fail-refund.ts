import type { Transaction } from 'kysely';
import type { Database, RefundRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { abandonRefund } from './abandon-refund.ts';
import { lockPaymentWithOrder } from './lock-payment-with-order.ts';
import { readRefund } from './read-refund.ts';

/**
 * Gives up a refund that never came about at the provider, as long as nobody took it up or settled it
 * since `seen` was read.
 */
export async function failRefund(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  seen: RefundRow,
): Promise<RefundRow> {
  const locked = await lockPaymentWithOrder(trx, seen.payment_id);
  const refund = await readRefund(trx, seen.id);
  const isOurs =
    refund.status === 'processing' && refund.settle_after.getTime() === seen.settle_after.getTime();
  if (!isOurs) return refund;
  await abandonRefund(trx, deps, locked, refund);
  return readRefund(trx, seen.id);
}
