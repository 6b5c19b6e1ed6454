import { describe, expect, it } from 'vitest';
import { putItems } from '#api/carts/put-items.ts';
import { mockDb } from '../support/mock-db.ts';
import { product, uuid } from '../support/rows.ts';

describe('putItems', () => {
  it('does nothing without items', async () => {
    const { db, query } = mockDb();

    await putItems(db, uuid(2), []);

    expect(query['insertInto']).not.toHaveBeenCalled();
  });

  it('inserts items behind those that are there, at the current price', async () => {
    const { db, query } = mockDb([product()], [{ product_id: uuid(9), position: 3 }]);

    await putItems(db, uuid(2), [{ productId: uuid(1), quantity: 2 }]);

    expect(query['values']).toHaveBeenCalledWith([
      { cart_id: uuid(2), product_id: uuid(1), position: 4, quantity: 2, seen_price_minor: 1000 },
    ]);
    expect(query['columns']).toHaveBeenCalledWith(['cart_id', 'product_id']);
    expect(query['doUpdateSet']).toHaveBeenCalledWith({
      quantity: 'excluded.quantity',
      seen_price_minor: 'excluded.seen_price_minor',
    });
  });

  it('throws product-not-found for a product that is not sold', async () => {
    const { db } = mockDb([], []);

    await expect(putItems(db, uuid(2), [{ productId: uuid(1), quantity: 1 }])).rejects.toMatchObject({
      slug: 'product-not-found',
    });
  });

  it('throws cart-full above 100 products', async () => {
    const held = Array.from({ length: 100 }, (_, index) => ({
      product_id: uuid(200 + index),
      position: index,
    }));
    const { db } = mockDb([product()], held);

    await expect(putItems(db, uuid(2), [{ productId: uuid(1), quantity: 1 }])).rejects.toMatchObject({
      slug: 'cart-full',
    });
  });
});
