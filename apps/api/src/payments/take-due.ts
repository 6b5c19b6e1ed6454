import { sql } from 'kysely';
import type { Dependencies } from '../dependencies.ts';
import type { CaptureRow, PaymentRow, RefundRow } from '../db/schema.ts';
import { settleAfter } from './settle-after.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'config'>;

/** Small, so that leases rarely run out while a slow provider is asked. If one does, asking twice is harmless. */
const BATCH = 10;

/**
 * Payments whose outcome is open and voids not carried out, past their time. Moving settle_after is the
 * lease: no other sweeper takes them before it has passed again. A CTE, since Postgres may run a subquery
 * in WHERE more than once and then pass its limit. What never varies is written into the statement: a plan for any
 * status could not use an index of the open ones.
 */
export const takeDuePayments = (needs: Needs): Promise<PaymentRow[]> =>
  needs.db
    .with('due', (query) =>
      query
        .selectFrom('payments')
        .select('id')
        .where((row) =>
          row.or([
            row('status', 'in', [sql.lit('processing' as const), sql.lit('requires_action' as const)]),
            row('voiding_since', 'is not', null),
          ]),
        )
        .where('settle_after', '<=', needs.clock.now())
        .orderBy('settle_after')
        .limit(sql.lit(BATCH))
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .updateTable('payments')
    .from('due')
    .set({ settle_after: settleAfter(needs) })
    .whereRef('payments.id', '=', 'due.id')
    .returningAll('payments')
    .execute();

export const takeDueCaptures = (needs: Needs): Promise<CaptureRow[]> =>
  needs.db
    .with('due', (query) =>
      query
        .selectFrom('captures')
        .select('id')
        .where('status', '=', sql.lit('processing'))
        .where('settle_after', '<=', needs.clock.now())
        .orderBy('settle_after')
        .limit(sql.lit(BATCH))
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .updateTable('captures')
    .from('due')
    .set({ settle_after: settleAfter(needs) })
    .whereRef('captures.id', '=', 'due.id')
    .returningAll('captures')
    .execute();

export const takeDueRefunds = (needs: Needs): Promise<RefundRow[]> =>
  needs.db
    .with('due', (query) =>
      query
        .selectFrom('refunds')
        .select('id')
        .where('status', '=', sql.lit('processing'))
        .where('settle_after', '<=', needs.clock.now())
        .orderBy('settle_after')
        .limit(sql.lit(BATCH))
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .updateTable('refunds')
    .from('due')
    .set({ settle_after: settleAfter(needs) })
    .whereRef('refunds.id', '=', 'due.id')
    .returningAll('refunds')
    .execute();
