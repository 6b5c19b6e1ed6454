import type { Transaction } from 'kysely';
import type { Address } from '../carts/address.ts';
import type { Database, OrderRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { appendOrderEvent } from './append-order-event.ts';
import { refuseOnceShipped } from './refuse-once-shipped.ts';

type OrderChange = {
  readonly email?: string | undefined;
  readonly deliveryNote?: string | null | undefined;
  readonly address?: Address | undefined;
};

type NewQuote = Pick<OrderRow, 'shipping_quote_reference' | 'shipping_rate_reference'>;

/** Writes what `change` names to a locked order. An address comes with the quote that was made for it. */
export async function applyOrderChange(
  trx: Transaction<Database>,
  deps: Pick<Dependencies, 'clock' | 'ids'>,
  orderId: string,
  { email, deliveryNote, address }: OrderChange,
  quote: NewQuote | undefined,
): Promise<OrderRow> {
  const order = await trx
    .updateTable('orders')
    .set((row) => ({
      ...(email === undefined ? {} : { email }),
      ...(deliveryNote === undefined ? {} : { delivery_note: deliveryNote }),
      ...(address === undefined ? {} : { address: JSON.stringify(address), ...quote }),
      version: row('version', '+', 1),
    }))
    .where('id', '=', orderId)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (address !== undefined) await refuseOnceShipped(trx, order, 'update');
  await appendOrderEvent(trx, deps, 'order.updated', order);
  return order;
}
