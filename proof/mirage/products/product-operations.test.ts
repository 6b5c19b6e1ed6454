import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addProduct } from '#api/products/add-product.ts';
import { changePrice } from '#api/products/change-price.ts';
import { createProduct } from '#api/products/create-product.ts';
import { loadProduct } from '#api/products/load-product.ts';
import { readProduct } from '#api/products/read-product.ts';
import { readStock } from '#api/products/read-stock.ts';
import { setStock } from '#api/products/set-stock.ts';
import { succeedPrice } from '#api/products/succeed-price.ts';
import { updateProduct } from '#api/products/update-product.ts';
import { backOffice, mockContext } from '../support/context.ts';
import { handle } from '../support/requests.ts';
import { NOW, product, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/products/add-product.ts');
vi.mock('#api/products/load-product.ts', { spy: true });
vi.mock('#api/products/succeed-price.ts');

const params = { productId: uuid(1) };
const principal = backOffice;

beforeEach(() => {
  vi.mocked(loadProduct).mockResolvedValue(product());
  vi.mocked(addProduct).mockResolvedValue(product());
});

describe('createProduct', () => {
  it('adds the product under the id of the request', async () => {
    const { context } = mockContext({ principal });
    const body = { sku: 'MUG-1' };

    await expect(handle(createProduct, { body }, context)).resolves.toMatchObject({
      status: 201,
      headers: { Location: `/v1/products/${uuid(1)}` },
      body: { sku: 'MUG-1', available: 8, price: { amount: 1000, currency: 'EUR' } },
    });
    expect(addProduct).toHaveBeenCalledWith(expect.anything(), context, uuid(50), body);
  });
});

describe('readProduct', () => {
  it('answers with the product', async () => {
    const { context } = mockContext({ principal });

    await expect(handle(readProduct, { params }, context)).resolves.toMatchObject({
      status: 200,
      body: { id: uuid(1), name: 'Mug', taxCategory: 'standard' },
    });
  });
});

describe('readStock', () => {
  it('answers with the stock', async () => {
    const { context } = mockContext({ principal });

    await expect(handle(readStock, { params }, context)).resolves.toEqual({
      status: 200,
      body: { productId: uuid(1), onHand: 10, reserved: 2, available: 8 },
    });
  });
});

describe('changePrice', () => {
  it('succeeds the price', async () => {
    const { context } = mockContext({ principal });

    await expect(
      handle(changePrice, { params, body: { price: { amount: 1200 } } }, context),
    ).resolves.toMatchObject({ status: 200 });
    expect(succeedPrice).toHaveBeenCalledWith(expect.anything(), context, uuid(1), 1200);
  });
});

describe('setStock', () => {
  it('sets what is on hand', async () => {
    const { context, query } = mockContext({ principal }, { on_hand: 5, reserved: 1 });

    await expect(handle(setStock, { params, body: { onHand: 5 } }, context)).resolves.toEqual({
      status: 200,
      body: { productId: uuid(1), onHand: 5, reserved: 1, available: 4 },
    });
    expect(query['set']).toHaveBeenCalledWith({ on_hand: 5, synced_at: null });
    expect(query['where']).toHaveBeenCalledWith('reserved', '<=', 5);
  });

  it('throws stock-below-reserved', async () => {
    const { context } = mockContext({ principal }, undefined);

    await expect(handle(setStock, { params, body: { onHand: 1 } }, context)).rejects.toMatchObject({
      slug: 'stock-below-reserved',
      extra: { reserved: 2 },
    });
  });
});

describe('updateProduct', () => {
  it('sets only what was sent', async () => {
    const { context, query } = mockContext({ principal }, { numUpdatedRows: 1n });

    await handle(updateProduct, { params, body: { active: false } }, context);

    expect(query['set']).toHaveBeenCalledWith({ active: false, version: 'version + 1', updated_at: NOW });
  });

  it('sets name and description', async () => {
    const { context, query } = mockContext({ principal }, { numUpdatedRows: 1n });

    await handle(updateProduct, { params, body: { name: 'Cup', description: 'A cup' } }, context);

    expect(query['set']).toHaveBeenCalledWith(expect.objectContaining({ name: 'Cup', description: 'A cup' }));
  });

  it('throws product-not-found', async () => {
    const { context } = mockContext({ principal }, { numUpdatedRows: 0n });

    await expect(handle(updateProduct, { params, body: { name: 'Cup' } }, context)).rejects.toMatchObject({
      slug: 'product-not-found',
    });
  });

  it('refuses an empty change', () => {
    expect(updateProduct.body?.safeParse({}).success).toBe(false);
  });
});
