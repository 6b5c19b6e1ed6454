import { describe, expect, it } from 'vitest';
import { addProduct } from '#api/products/add-product.ts';
import { loadProduct } from '#api/products/load-product.ts';
import { succeedPrice } from '#api/products/succeed-price.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { LATER, NOW, product, uuid } from '../support/rows.ts';

const { context } = mockContext();

describe('loadProduct', () => {
  it('returns the product', async () => {
    const { db, query } = mockDb(product());

    await expect(loadProduct(db, uuid(1))).resolves.toEqual(product());
    expect(query['where']).toHaveBeenCalledWith('products.id', '=', uuid(1));
  });

  it('throws product-not-found', async () => {
    await expect(loadProduct(mockDb(undefined).db, uuid(1))).rejects.toMatchObject({
      slug: 'product-not-found',
    });
  });
});

describe('addProduct', () => {
  it('inserts the product, its price and its stock', async () => {
    const { db, query } = mockDb(undefined, undefined, undefined, product());

    await addProduct(db, context, uuid(1), {
      sku: 'MUG-1',
      name: 'Mug',
      description: '',
      taxCategory: 'standard',
      weightGrams: 350,
      inventoryReference: 'sq-mug',
      price: { amount: 1000 },
      onHand: 10,
    });

    expect(query['insertInto']?.mock.calls).toEqual([['products'], ['product_prices'], ['stock']]);
    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({ price_minor: 1000, valid_from: NOW }),
    );
    expect(query['values']).toHaveBeenCalledWith({ product_id: uuid(1), on_hand: 10 });
  });
});

describe('succeedPrice', () => {
  const current = { id: uuid(20), price_minor: 1000, valid_from: new Date(0) };

  it('ends the price and starts the next', async () => {
    const { db, query } = mockDb({ numUpdatedRows: 1n }, current);

    await succeedPrice(db, context, uuid(1), 1200);

    expect(query['set']).toHaveBeenCalledWith({ valid_until: NOW });
    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({ price_minor: 1200, valid_from: NOW }),
    );
  });

  it('does nothing when the price is the same', async () => {
    const { db, query } = mockDb({ numUpdatedRows: 1n }, current);

    await succeedPrice(db, context, uuid(1), 1000);

    expect(query['insertInto']).not.toHaveBeenCalled();
  });

  it('never ends a price before it began', async () => {
    const { db, query } = mockDb({ numUpdatedRows: 1n }, { ...current, valid_from: LATER });

    await succeedPrice(db, context, uuid(1), 1200);

    expect(query['set']).toHaveBeenCalledWith({ valid_until: LATER });
  });

  it('throws product-not-found', async () => {
    const { db } = mockDb({ numUpdatedRows: 0n });

    await expect(succeedPrice(db, context, uuid(1), 1200)).rejects.toMatchObject({
      slug: 'product-not-found',
    });
  });
});
