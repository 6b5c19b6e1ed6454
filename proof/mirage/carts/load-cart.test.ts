import { describe, expect, it } from 'vitest';
import { loadCart } from '#api/carts/load-cart.ts';
import { mockDb } from '../support/mock-db.ts';
import { cart, cartItem, coupon } from '../support/rows.ts';

describe('loadCart', () => {
  it('loads the items in the order of their position', async () => {
    const items = [cartItem()];
    const { db, query } = mockDb(items);

    await expect(loadCart(db, cart())).resolves.toEqual({ cart: cart(), items, coupon: null });
    expect(query['orderBy']).toHaveBeenCalledWith('cart_items.position');
  });

  it('loads the coupon with the uses of the customer', async () => {
    const { db } = mockDb([], coupon(), { times_used: 2 });

    const content = await loadCart(db, cart({ coupon_code: 'SPRING' }));

    expect(content.coupon).toEqual({ row: coupon(), timesUsedByCustomer: 2 });
  });

  it('counts no uses when the customer never used the coupon', async () => {
    const { db } = mockDb([], coupon(), undefined);

    const content = await loadCart(db, cart({ coupon_code: 'SPRING' }));

    expect(content.coupon?.timesUsedByCustomer).toBe(0);
  });

  it('has no coupon when the code is unknown', async () => {
    const { db } = mockDb([], undefined);

    await expect(loadCart(db, cart({ coupon_code: 'NOPE' }))).resolves.toMatchObject({ coupon: null });
  });
});
