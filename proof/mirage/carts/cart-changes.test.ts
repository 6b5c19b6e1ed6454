import { describe, expect, it } from 'vitest';
import { availableOf, cartChanges } from '#api/carts/cart-changes.ts';
import { cart, cartItem, uuid } from '../support/rows.ts';

const findings = { coupon: null, shippingLost: false, present: (minor: number) => minor };

describe('cartChanges', () => {
  it('reports nothing when everything is as it was', () => {
    expect(cartChanges({ cart: cart(), items: [cartItem()], coupon: null }, findings)).toEqual([]);
  });

  it('reports a changed price', () => {
    const items = [cartItem({ price_minor: 1200 })];

    expect(cartChanges({ cart: cart(), items, coupon: null }, findings)).toEqual([
      {
        kind: 'price-changed',
        productId: uuid(1),
        from: { amount: 1000, currency: 'EUR' },
        to: { amount: 1200, currency: 'EUR' },
      },
    ]);
  });

  it.each([
    { item: { active: false }, change: { kind: 'item-withdrawn', productId: uuid(1) } },
    {
      item: { on_hand: 2, reserved: 2 },
      change: { kind: 'item-sold-out', productId: uuid(1), requested: 2, available: 0 },
    },
    {
      item: { on_hand: 2, reserved: 1 },
      change: { kind: 'item-short', productId: uuid(1), requested: 2, available: 1 },
    },
  ])('reports $change.kind', ({ item, change }) => {
    expect(cartChanges({ cart: cart(), items: [cartItem(item)], coupon: null }, findings)).toEqual([change]);
  });
});

describe('availableOf', () => {
  it('is what is on hand and not reserved', () => {
    expect(availableOf({ active: true, on_hand: 10, reserved: 3 })).toBe(7);
  });

  it('is nothing of a withdrawn product', () => {
    expect(availableOf({ active: false, on_hand: 10, reserved: 3 })).toBe(0);
  });
});
