import { describe, expect, it } from 'vitest';
import { findCart } from '#api/carts/find-cart.ts';
import { backOffice, customer } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { cart, uuid } from '../support/rows.ts';

describe('findCart', () => {
  it('returns the cart of the customer', async () => {
    const { db, query } = mockDb(cart());

    await expect(findCart(db, customer, uuid(2))).resolves.toEqual(cart());
    expect(query['where']).toHaveBeenCalledWith('id', '=', uuid(2));
    expect(query['where']).toHaveBeenCalledWith('customer_id', '=', uuid(3));
  });

  it('does not filter by customer for the back office', async () => {
    const { db, query } = mockDb(cart());

    await findCart(db, backOffice, uuid(2));

    expect(query['where']).toHaveBeenCalledTimes(1);
  });

  it('throws cart-not-found when there is no such cart', async () => {
    const { db } = mockDb(undefined);

    await expect(findCart(db, customer, uuid(2))).rejects.toMatchObject({
      slug: 'cart-not-found',
      status: 404,
    });
  });
});
