import { describe, expect, it } from 'vitest';
import { newCartSchema } from '#api/carts/new-cart-schema.ts';
import { uuid } from '../support/rows.ts';

describe('newCartSchema', () => {
  it('has defaults', () => {
    expect(newCartSchema.parse({})).toEqual({ currency: 'EUR', taxMode: 'inclusive', items: [] });
  });

  it('refuses a product that is named twice', () => {
    const item = { productId: uuid(1), quantity: 1 };

    expect(newCartSchema.safeParse({ items: [item, item] }).success).toBe(false);
  });

  it.each([0, 1000, 1.5])('refuses a quantity of %d', (quantity) => {
    expect(newCartSchema.safeParse({ items: [{ productId: uuid(1), quantity }] }).success).toBe(false);
  });
});
