import type { Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';

/**
 * Whether this event is new. Its id is kept in the transaction of its effect, so that a delivery that
 * fails half-way counts as not received and comes again.
 */
export async function receiveOnce(
  trx: Transaction<Database>,
  { clock }: Pick<Dependencies, 'clock'>,
  event: { readonly provider: string; readonly id: string; readonly type: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('inbox')
    .values({ provider: event.provider, event_id: event.id, type: event.type, received_at: clock.now() })
    .onConflict((conflict) => conflict.columns(['provider', 'event_id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
