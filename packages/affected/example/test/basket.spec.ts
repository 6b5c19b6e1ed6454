import { beforeEach, describe, expect, test } from 'vitest';
import { Basket } from '../src/basket.ts';

describe('a basket', () => {
  let basket: Basket;
  beforeEach(() => {
    basket = new Basket();
  });

  test('is worth the sum of what is in it', () => {
    basket.add(1000);
    basket.add(2000);
    expect(basket.total()).toBe(3570);
  });

  test('takes no negative price', () => {
    expect(() => basket.add(-1)).toThrow('not negative');
  });
});
