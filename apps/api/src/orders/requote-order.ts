import type { Kysely } from 'kysely';
import type { Address } from '../carts/address.ts';
import { askCarriers } from '../carts/ask-carriers.ts';
import type { Database, OrderRow } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { problem } from '../problems/problem.ts';

/**
 * Asks the carriers for the same service to another address: a label is bought on a quote and bears that
 * quote's address. What the customer pays stays as agreed; the shop bears the difference. Throws 422 when
 * the service does not go there.
 */
export async function requoteOrder(
  deps: Pick<Dependencies, 'db' | 'gateways'>,
  order: OrderRow,
  to: Address,
): Promise<{ shipping_quote_reference: string; shipping_rate_reference: string }> {
  const items = await parcelItems(deps.db, order.id);
  const quote = await askCarriers(deps, { to, items, reference: order.id });
  const rate = quote.rates.find(
    ({ carrier, service }) => carrier === order.shipping_carrier && service === order.shipping_service,
  );
  if (rate === undefined) {
    throw problem('destination-not-supported', {
      detail: `${order.shipping_carrier} ${order.shipping_service} does not go to this address.`,
    });
  }
  return {
    shipping_quote_reference: quote.shipmentReference,
    shipping_rate_reference: rate.rateReference,
  };
}

const parcelItems = (db: Kysely<Database>, orderId: string) =>
  db
    .selectFrom('order_lines')
    .innerJoin('products', 'products.id', 'order_lines.product_id')
    .select(['order_lines.quantity', 'products.weight_grams'])
    .where('order_id', '=', orderId)
    .execute();
