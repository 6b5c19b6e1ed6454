import type { Transaction } from 'kysely';
import type { Database, OrderRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { appendEvent } from '../outbox/append-event.ts';

export type OrderEventType =
  | 'order.placed'
  | 'order.updated'
  | 'order.confirmed'
  | 'order.fulfilled'
  | 'order.cancelled';

/**
 * Reports the version that `order` now has. The event carries what its mail needs, because a mail that
 * is sent again after a crash must say the same as the first time.
 */
export const appendOrderEvent = (
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  type: OrderEventType,
  order: OrderRow,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<void> =>
  appendEvent(trx, deps, {
    aggregateType: 'order',
    aggregateId: order.id,
    aggregateVersion: order.version,
    type,
    payload: {
      orderId: order.id,
      customerId: order.customer_id,
      status: order.status,
      email: order.email,
      total: { amount: order.total_minor, currency: order.currency },
      expiresAt: order.expires_at.toISOString(),
      cancelReason: order.cancel_reason,
      ...payload,
    },
  });
