import type { Transaction } from 'kysely';
import { lockCart } from '../db/locks.ts';
import type { CartRow, Database } from '../db/schema.ts';
import { problem } from '../problems/problem.ts';

/** Locks a cart that was found before. Throws 409 once it was ordered: an order came of it as it was. */
export async function lockOpenCart(trx: Transaction<Database>, cartId: string): Promise<CartRow> {
  const cart = await lockCart(trx, cartId);
  requireOpen(cart);
  return cart;
}

/** Throws 409 once the cart was ordered. Without the lock it may be ordered a moment later. */
export function requireOpen({ status }: Pick<CartRow, 'status'>): void {
  if (status === 'ordered') {
    throw problem('cart-already-ordered', { detail: 'Create a new cart for another order.' });
  }
}
