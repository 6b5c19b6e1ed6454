import { describe, expect, it } from 'vitest';
import { encodeCursor } from '#api/http/cursor.ts';
import { listPrices } from '#api/products/list-prices.ts';
import { listProducts } from '#api/products/list-products.ts';
import { mockContext } from '../support/context.ts';
import { handle } from '../support/requests.ts';
import { LATER, NOW, product, uuid } from '../support/rows.ts';

describe('listProducts', () => {
  it('answers with a page of 20', async () => {
    const { context, query } = mockContext({}, [product()]);

    await expect(handle(listProducts, {}, context)).resolves.toMatchObject({
      status: 200,
      body: { items: [{ sku: 'MUG-1' }], nextCursor: null },
    });
    expect(query['limit']).toHaveBeenCalledWith(21);
  });

  it('goes on after the cursor', async () => {
    const cursor = encodeCursor(uuid(1), { list: 'products', active: 'true' });
    const { context, query } = mockContext({}, []);

    await handle(listProducts, { query: { limit: 5, cursor, active: 'true' } }, context);

    expect(query['where']).toHaveBeenCalledWith('products.active', '=', true);
    expect(query['where']).toHaveBeenCalledWith('products.id', '>', uuid(1));
  });

  it('has a next page when there are more rows', async () => {
    const { context } = mockContext({}, [product(), product({ id: uuid(11) })]);

    const { body } = await handle(listProducts, { query: { limit: 1 } }, context);

    expect(body).toMatchObject({
      nextCursor: encodeCursor(uuid(1), { list: 'products', active: undefined }),
    });
  });
});

describe('listPrices', () => {
  const params = { productId: uuid(1) };
  const price = { id: uuid(20), price_minor: 1000, valid_from: NOW, valid_until: null };

  it('answers with the history', async () => {
    const { context } = mockContext({}, product(), [price, { ...price, valid_until: LATER }]);

    await expect(handle(listPrices, { params }, context)).resolves.toMatchObject({
      body: {
        items: [
          { price: { amount: 1000, currency: 'EUR' }, validUntil: null },
          { validFrom: NOW.toISOString(), validUntil: LATER.toISOString() },
        ],
      },
    });
  });

  it('goes on after the cursor', async () => {
    const cursor = encodeCursor(uuid(20), { list: 'prices', productId: uuid(1) });
    const { context, query } = mockContext({}, product(), []);

    await handle(listPrices, { params, query: { cursor } }, context);

    expect(query['where']).toHaveBeenCalledWith('id', '<', uuid(20));
  });
});
