import type { Transaction } from 'kysely';
import type { Database, RefundRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProviderRefund } from '../gateways/payment-gateway.ts';
import { applyProviderRefund } from './apply-provider-refund.ts';
import { failRefund } from './fail-refund.ts';
import type { Outcome } from './provider-outcome.ts';
import { readRefund } from './read-refund.ts';

/** The refund as it is after the call; a webhook or a sweeper may have been faster. */
export function recordRefundOutcome(
  trx: Transaction<Database>,
  deps: Dependencies,
  begun: RefundRow,
  outcome: Outcome<ProviderRefund>,
): Promise<RefundRow> {
  switch (outcome.kind) {
    case 'answered':
      return applyProviderRefund(trx, deps, begun.id, outcome.answer);
    case 'rejected':
      return failRefund(trx, deps, begun);
    case 'unavailable':
    case 'unknown':
      return readRefund(trx, begun.id);
  }
}
