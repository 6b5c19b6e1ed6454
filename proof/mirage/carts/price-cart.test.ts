import { describe, expect, it } from 'vitest';
import type { CartContent } from '#api/carts/load-cart.ts';
import { priceCart } from '#api/carts/price-cart.ts';
import { shippingBasis } from '#api/carts/shipping-basis.ts';
import { cartRates, shippingQuote } from '../support/rates.ts';
import { address, cart, cartItem, coupon, NOW } from '../support/rows.ts';

const content = (overrides: Partial<CartContent> = {}): CartContent => ({
  cart: cart({ address }),
  items: [cartItem()],
  coupon: null,
  ...overrides,
});

const withShipping = (base: CartContent): CartContent => ({
  ...base,
  cart: {
    ...base.cart,
    shipping_quote: { ...shippingQuote(), basis: shippingBasis(base) },
    shipping_rate_reference: 'rate_1',
  },
});

describe('priceCart', () => {
  it('adds up the items', () => {
    const priced = priceCart(content(), cartRates(), NOW);

    expect(priced.amounts).toMatchObject({
      subtotalMinor: 2000,
      netMinor: 1681,
      taxMinor: 319,
      totalMinor: 2000,
    });
    expect(priced.items[0]).toMatchObject({ unitMinor: 1000, rateBasisPoints: 1900 });
  });

  it('adds the chosen shipping rate, converted from dollars', () => {
    const priced = priceCart(withShipping(content()), cartRates(), NOW);

    expect(priced.shipping).toMatchObject({ priceMinor: 450, quoteReference: 'shp_1' });
    expect(priced.amounts.totalMinor).toBe(2450);
    expect(priced.missing).toEqual([]);
  });

  it('converts unit prices to the currency of the cart', () => {
    const exchange = { rateMicros: 1_100_000, date: '2026-03-02' };
    const usd = content({ cart: cart({ address, currency: 'USD' }) });

    expect(priceCart(usd, cartRates({ currency: 'USD', exchange }), NOW).items[0]?.unitMinor).toBe(1100);
  });

  it.each([
    { category: 'standard', reduced: [700], expected: 1900 },
    { category: 'reduced', reduced: [500, 700], expected: 700 },
    { category: 'reduced', reduced: [], expected: 1900 },
    { category: 'zero', reduced: [700], expected: 0 },
  ] as const)('taxes $category goods at $expected basis points', ({ category, reduced, expected }) => {
    const vat = { country: 'DE', standardBasisPoints: 1900, reducedBasisPoints: reduced };
    const items = [cartItem({ tax_category: category })];

    const priced = priceCart(content({ items }), cartRates({ vat }), NOW);

    expect(priced.items[0]?.rateBasisPoints).toBe(expected);
  });

  it('takes no tax before there is an address', () => {
    const priced = priceCart(content({ cart: cart() }), cartRates({ vat: null, country: null }), NOW);

    expect(priced.amounts.taxMinor).toBe(0);
    expect(priced.missing).toEqual(['address', 'shipping']);
  });

  it('takes a percentage off', () => {
    const priced = priceCart(
      content({ coupon: { row: coupon(), timesUsedByCustomer: 0 } }),
      cartRates(),
      NOW,
    );

    expect(priced.amounts).toMatchObject({ discountMinor: 200, totalMinor: 1800 });
  });

  it('takes an amount off', () => {
    const row = coupon({ kind: 'amount', basis_points: null, amount_minor: 300 });
    const priced = priceCart(content({ coupon: { row, timesUsedByCustomer: 0 } }), cartRates(), NOW);

    expect(priced.amounts.discountMinor).toBe(300);
  });

  it('takes off no more than the subtotal', () => {
    const row = coupon({ kind: 'amount', basis_points: null, amount_minor: 9000 });
    const priced = priceCart(content({ coupon: { row, timesUsedByCustomer: 0 } }), cartRates(), NOW);

    expect(priced.amounts).toMatchObject({ discountMinor: 2000, totalMinor: 0 });
  });

  it('takes nothing off for a coupon that is refused', () => {
    const row = coupon({ valid_until: NOW });
    const priced = priceCart(content({ coupon: { row, timesUsedByCustomer: 0 } }), cartRates(), NOW);

    expect(priced.coupon?.refusal).toBe('coupon-expired');
    expect(priced.amounts.discountMinor).toBe(0);
    expect(priced.changes).toContainEqual({
      kind: 'coupon-no-longer-valid',
      code: 'SPRING',
      reason: 'coupon-expired',
    });
  });

  it('drops a shipping rate whose quote is outdated', () => {
    const quoted = withShipping(content());
    const changed = { ...quoted, items: [cartItem({ quantity: 5 })] };

    const priced = priceCart(changed, cartRates(), NOW);

    expect(priced.shipping).toBeNull();
    expect(priced.changes).toContainEqual({ kind: 'shipping-rate-outdated' });
  });

  it('has no shipping when the chosen rate is not in the quote', () => {
    const quoted = withShipping(content());
    const other = { ...quoted, cart: { ...quoted.cart, shipping_rate_reference: 'rate_2' } };

    expect(priceCart(other, cartRates(), NOW).shipping).toBeNull();
  });

  it('misses nothing once it was ordered', () => {
    const priced = priceCart(content({ cart: cart({ status: 'ordered' }), items: [] }), cartRates(), NOW);

    expect(priced.missing).toEqual([]);
    expect(priced.changes).toEqual([]);
  });

  it('misses items when it is empty', () => {
    expect(priceCart(content({ items: [] }), cartRates(), NOW).missing).toEqual(['items', 'shipping']);
  });
});
