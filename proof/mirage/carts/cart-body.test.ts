import { describe, expect, it } from 'vitest';
import { cartReply } from '#api/carts/cart-body.ts';
import { priceCart } from '#api/carts/price-cart.ts';
import { shippingBasis } from '#api/carts/shipping-basis.ts';
import { cartRates, shippingQuote } from '../support/rates.ts';
import { address, cart, cartItem, coupon, NOW, uuid } from '../support/rows.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('cartReply', () => {
  it('shows the cart with its prices', () => {
    const content = { cart: cart({ address }), items: [cartItem()], coupon: null };
    const quoted = {
      ...content,
      cart: {
        ...content.cart,
        shipping_quote: { ...shippingQuote(), basis: shippingBasis(content) },
        shipping_rate_reference: 'rate_1',
      },
    };

    const { body, headers } = cartReply(priceCart(quoted, cartRates(), NOW));

    expect(body).toMatchObject({
      id: uuid(2),
      status: 'open',
      items: [{ sku: 'MUG-1', quantity: 2, available: 8, unitPrice: eur(1000), subtotal: eur(2000) }],
      shipping: { rateId: 'rate_1', price: eur(450), deliveryDays: 2 },
      exchangeRate: { base: 'EUR', quote: 'EUR', rate: '1.000000', date: '2026-03-02' },
      totals: { subtotal: eur(2000), shipping: eur(450), total: eur(2450) },
      createdAt: NOW.toISOString(),
    });
    expect(body.totals.taxes).toHaveLength(1);
    expect(headers.ETag).toMatch(/^"1-[0-9a-f]{12}"$/);
  });

  it('shows no tax without an address', () => {
    const priced = priceCart(
      { cart: cart(), items: [cartItem()], coupon: null },
      cartRates({ vat: null, country: null }),
      NOW,
    );

    expect(cartReply(priced).body.totals).toMatchObject({ net: null, tax: null, total: null, taxes: [] });
  });

  it('shows the coupon', () => {
    const content = { cart: cart(), items: [cartItem()], coupon: { row: coupon(), timesUsedByCustomer: 0 } };

    expect(cartReply(priceCart(content, cartRates(), NOW)).body.coupon).toEqual({
      code: 'SPRING',
      applied: true,
      refusal: null,
    });
  });
});
