import { ORDER_TRANSITIONS, orderStatusesFor, type OrderAction } from '@topheavy/domain';
import type { Transaction } from 'kysely';
import type { CancelReason, Database, OrderRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { appendOrderEvent } from './append-order-event.ts';
import { invalidOrderTransition } from './invalid-order-transition.ts';

type Details = {
  readonly cancelReason?: CancelReason;
  /** Goes into the event, next to what every event of an order carries. */
  readonly payload?: Readonly<Record<string, unknown>>;
};

const records = {
  confirm: { moment: 'confirmed_at', event: 'order.confirmed' },
  fulfil: { moment: 'fulfilled_at', event: 'order.fulfilled' },
  cancel: { moment: 'cancelled_at', event: 'order.cancelled' },
} as const satisfies Record<OrderAction, unknown>;

/**
 * Moves an order by one compare-and-set and reports it. Throws 409 with the status that was in the way
 * when the order does not allow `action` any more.
 */
export async function transitionOrder(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  orderId: string,
  action: OrderAction,
  details: Details = {},
): Promise<OrderRow> {
  const { moment, event } = records[action];
  const moved = await trx
    .updateTable('orders')
    .set((row) => ({
      status: ORDER_TRANSITIONS[action].to,
      [moment]: deps.clock.now(),
      cancel_reason: details.cancelReason ?? null,
      version: row('version', '+', 1),
    }))
    .where('id', '=', orderId)
    .where('status', 'in', orderStatusesFor(action))
    .returningAll()
    .executeTakeFirst();
  if (moved === undefined) throw await refusal(trx, orderId, action);
  await appendOrderEvent(trx, deps, event, moved, details.payload);
  return moved;
}

async function refusal(trx: Transaction<Database>, orderId: string, action: OrderAction): Promise<Error> {
  const orders = trx.selectFrom('orders').select('status').where('id', '=', orderId);
  const { status } = await orders.executeTakeFirstOrThrow();
  return invalidOrderTransition(status, action);
}
