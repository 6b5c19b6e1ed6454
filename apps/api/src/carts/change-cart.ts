import type { Transaction } from 'kysely';
import type { CartRow, Database } from '../db/schema.ts';
import type { RequestContext } from '../http/operation.ts';
import { cartReply } from './cart-body.ts';
import { cartRates, ratesFit } from './cart-rates.ts';
import { findCart } from './find-cart.ts';
import { loadCart } from './load-cart.ts';
import { cartChangedMeanwhile } from './cart-changed-meanwhile.ts';
import { lockOpenCart } from './lock-open-cart.ts';
import { priceCart, type PricedCart } from './price-cart.ts';

type CartValues = Pick<CartRow, 'currency' | 'address' | 'coupon_code' | 'shipping_rate_reference'>;

type CartChange = {
  /** Written to the cart itself. */
  readonly set?: Partial<CartValues>;
  /** What else to write, under the cart's lock. */
  apply?(trx: Transaction<Database>, cart: CartRow): Promise<void>;
  /** Looks at the cart as the change made it, and throws when it must not be so. */
  check?(priced: PricedCart): void;
};

/**
 * Every write of a cart: locks it, changes it and answers with what it costs now. The rates are those for
 * the cart as it will be, and are asked for before the lock is taken.
 */
export async function changeCart(
  context: RequestContext,
  cartId: string,
  change: CartChange,
): Promise<{ status: 200 } & ReturnType<typeof cartReply>> {
  const seen = await findCart(context.db, context.principal, cartId);
  const rates = await cartRates(context, { ...seen, ...change.set });
  return context.commit(async (trx) => {
    const cart = await lockOpenCart(trx, cartId);
    await change.apply?.(trx, cart);
    const now = context.clock.now();
    const changed = await trx
      .updateTable('carts')
      .set((column) => ({
        ...columnsOf(change.set ?? {}),
        version: column('version', '+', 1),
        updated_at: now,
      }))
      .where('id', '=', cartId)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (!ratesFit(rates, changed)) throw cartChangedMeanwhile();
    const priced = priceCart(await loadCart(trx, changed), rates, now);
    change.check?.(priced);
    return { status: 200, ...cartReply(priced) };
  });
}

const columnsOf = ({ address, ...values }: Partial<CartValues>) =>
  address === undefined ? values : { ...values, address: JSON.stringify(address) };
