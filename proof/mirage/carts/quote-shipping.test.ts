import { beforeEach, describe, expect, it, vi } from 'vitest';
import { askCarriers } from '#api/carts/ask-carriers.ts';
import { findCart } from '#api/carts/find-cart.ts';
import { loadCart } from '#api/carts/load-cart.ts';
import { lockOpenCart } from '#api/carts/lock-open-cart.ts';
import { quoteShipping } from '#api/carts/quote-shipping.ts';
import { shippingBasis } from '#api/carts/shipping-basis.ts';
import { exchangeRate } from '#api/rates/exchange.ts';
import { mockContext } from '../support/context.ts';
import { shippingQuote } from '../support/rates.ts';
import { handle } from '../support/requests.ts';
import { address, cart, cartItem, NOW, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/carts/ask-carriers.ts');
vi.mock('#api/carts/find-cart.ts');
vi.mock('#api/carts/load-cart.ts');
vi.mock('#api/carts/lock-open-cart.ts');
vi.mock('#api/rates/exchange.ts');

describe('quoteShipping', () => {
  const params = { cartId: uuid(2) };
  const content = { cart: cart({ address }), items: [cartItem()], coupon: null };

  beforeEach(() => {
    vi.mocked(findCart).mockResolvedValue(content.cart);
    vi.mocked(loadCart).mockResolvedValue(content);
    vi.mocked(exchangeRate).mockResolvedValue({ rateMicros: 900_000, date: '2026-03-02' });
    vi.mocked(askCarriers).mockResolvedValue(shippingQuote());
  });

  it('answers with the rates in the currency of the cart', async () => {
    const { context } = mockContext();

    await expect(handle(quoteShipping, { params }, context)).resolves.toEqual({
      status: 200,
      body: {
        rates: [
          {
            rateId: 'rate_1',
            carrier: 'DHL',
            service: 'Paket',
            price: { amount: 450, currency: 'EUR' },
            deliveryDays: 2,
          },
        ],
      },
    });
    expect(askCarriers).toHaveBeenCalledWith(context, {
      to: address,
      items: content.items,
      reference: uuid(2),
    });
  });

  it('keeps the quote and forgets the choice', async () => {
    const { context, query } = mockContext();

    await handle(quoteShipping, { params }, context);

    expect(lockOpenCart).toHaveBeenCalledOnce();
    expect(query['set']).toHaveBeenCalledWith({
      shipping_quote: JSON.stringify({ ...shippingQuote(), basis: shippingBasis(content) }),
      shipping_rate_reference: null,
      version: 'version + 1',
      updated_at: NOW,
    });
  });

  it.each([
    { row: cart({ address }), items: [], missing: ['items'] },
    { row: cart(), items: [cartItem()], missing: ['address'] },
    { row: cart(), items: [], missing: ['items', 'address'] },
  ])('throws cart-not-ready without $missing', async ({ row, items, missing }) => {
    vi.mocked(loadCart).mockResolvedValue({ cart: row, items, coupon: null });
    const { context } = mockContext();

    await expect(handle(quoteShipping, { params }, context)).rejects.toMatchObject({
      slug: 'cart-not-ready',
      extra: { missing },
    });
  });
});
