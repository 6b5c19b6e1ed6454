import { sql } from 'kysely';
import { tryToSettle } from '../background/try-to-settle.ts';
import type { Dependencies } from '../dependencies.ts';
import { settleShipment } from './settle-shipment.ts';

const BATCH = 20;

type Needs = Pick<Dependencies, 'db' | 'clock' | 'ids' | 'config' | 'gateways' | 'logger'>;

/** Settles purchases whose outcome nobody recorded: a timeout, or a process that died. Says how many it took. */
export async function sweepShipments(deps: Needs): Promise<number> {
  const due = await takeDue(deps);
  for (const shipment of due) {
    await tryToSettle(deps, { shipmentId: shipment.id }, settleShipment(deps, shipment));
  }
  return due.length;
}

/** Moving settle_after is the lease: no other sweeper takes these before it has passed again. */
const takeDue = ({ db, clock, config }: Needs) => {
  const now = clock.now();
  // A CTE, since Postgres may run a subquery in WHERE more than once and then pass its limit. The status is
  // written into the statement: a plan for any status could not use the index of the open ones.
  return db
    .with('due', (query) =>
      query
        .selectFrom('shipments')
        .select('id')
        .where('status', '=', sql.lit('purchasing'))
        .where('settle_after', '<=', now)
        .orderBy('settle_after')
        .limit(sql.lit(BATCH))
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .updateTable('shipments')
    .from('due')
    .set({ settle_after: new Date(now.getTime() + config.settleAfterMs) })
    .whereRef('shipments.id', '=', 'due.id')
    .returning(['shipments.id', 'shipments.order_id', 'shipments.quote_reference'])
    .execute();
};
