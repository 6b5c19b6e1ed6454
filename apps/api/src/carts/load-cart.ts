import type { Kysely } from 'kysely';
import type { CartRow, CouponRow, Database } from '../db/schema.ts';
import { selectProducts, type ProductWithStock } from '../products/select-products.ts';

export type CartItem = ProductWithStock & {
  readonly quantity: number;
  /** The price, in the base currency, at which the customer put it in. */
  readonly seen_price_minor: number;
};

/** A cart with all that its price depends on and that we know ourselves. */
export type CartContent = {
  readonly cart: CartRow;
  readonly items: readonly CartItem[];
  readonly coupon: { readonly row: CouponRow; readonly timesUsedByCustomer: number } | null;
};

export async function loadCart(db: Kysely<Database>, cart: CartRow): Promise<CartContent> {
  const items = await selectProducts(db)
    .innerJoin('cart_items', 'cart_items.product_id', 'products.id')
    .select(['cart_items.quantity', 'cart_items.seen_price_minor'])
    .where('cart_items.cart_id', '=', cart.id)
    .orderBy('cart_items.position')
    .execute();
  return { cart, items, coupon: cart.coupon_code === null ? null : await loadCoupon(db, cart) };
}

async function loadCoupon(db: Kysely<Database>, cart: CartRow): Promise<CartContent['coupon']> {
  const row = await db
    .selectFrom('coupons')
    .selectAll()
    .where('code', '=', cart.coupon_code)
    .executeTakeFirst();
  if (row === undefined) return null;
  const used = await db
    .selectFrom('coupon_customers')
    .select('times_used')
    .where('coupon_id', '=', row.id)
    .where('customer_id', '=', cart.customer_id)
    .executeTakeFirst();
  return { row, timesUsedByCustomer: used?.times_used ?? 0 };
}
