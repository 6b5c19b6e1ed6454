import type { Kysely } from 'kysely';
import { visibleCustomer, type Principal } from '../auth/principal.ts';
import type { CartRow, Database } from '../db/schema.ts';
import { problem } from '../problems/problem.ts';

/** The cart, when the caller may see it. Throws 404 otherwise, so that nobody learns of others' carts. */
export async function findCart(db: Kysely<Database>, principal: Principal, cartId: string): Promise<CartRow> {
  const customerId = visibleCustomer(principal);
  let carts = db.selectFrom('carts').selectAll().where('id', '=', cartId);
  if (customerId !== null) carts = carts.where('customer_id', '=', customerId);
  const cart = await carts.executeTakeFirst();
  if (cart === undefined) throw problem('cart-not-found', { detail: `There is no cart ${cartId}.` });
  return cart;
}
