import { cumulativeSplit } from '@topheavy/domain';
import type { OrderRow } from '../db/schema.ts';

/** What earlier parts, captures or refunds, took of the order: gross, and the tax within it. */
export type PartsBefore = { readonly amountMinor: number; readonly taxMinor: number };

/**
 * Net and tax of the next part of an order: the tax due on everything so far, this part included, less
 * the tax of the parts before. Parts that are never taken back make this the plain difference of two
 * cumulative splits. After a refund was taken back the parts before may be a cent off their own
 * cumulative tax, and the next part makes up for it as far as its own amount allows.
 */
export function taxShare(
  order: Pick<OrderRow, 'total_minor' | 'tax_minor'>,
  before: PartsBefore,
  partMinor: number,
): { net_minor: number; tax_minor: number } {
  const due = cumulativeSplit({
    totalMinor: order.total_minor,
    taxMinor: order.tax_minor,
    beforeMinor: 0,
    partMinor: before.amountMinor + partMinor,
  });
  const taxMinor = Math.min(Math.max(due.taxMinor - before.taxMinor, 0), partMinor);
  return { net_minor: partMinor - taxMinor, tax_minor: taxMinor };
}
