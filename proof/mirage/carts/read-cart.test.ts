import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cartReply } from '#api/carts/cart-body.ts';
import { cartRates } from '#api/carts/cart-rates.ts';
import { findCart } from '#api/carts/find-cart.ts';
import { loadCart } from '#api/carts/load-cart.ts';
import { priceCart } from '#api/carts/price-cart.ts';
import { readCart } from '#api/carts/read-cart.ts';
import { mockContext } from '../support/context.ts';
import { cartRates as rates } from '../support/rates.ts';
import { handle } from '../support/requests.ts';
import { cart, NOW, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/carts/cart-body.ts');
vi.mock('#api/carts/cart-rates.ts');
vi.mock('#api/carts/find-cart.ts');
vi.mock('#api/carts/load-cart.ts');
vi.mock('#api/carts/price-cart.ts');

describe('readCart', () => {
  const { context } = mockContext();
  const content = { cart: cart(), items: [], coupon: null };

  beforeEach(() => {
    vi.mocked(findCart).mockResolvedValue(cart());
    vi.mocked(cartRates).mockResolvedValue(rates());
    vi.mocked(loadCart).mockResolvedValue(content);
    vi.mocked(cartReply).mockReturnValue({ body: { id: uuid(2) }, headers: { ETag: '"1"' } } as never);
  });

  it('answers with the priced cart', async () => {
    await expect(handle(readCart, { params: { cartId: uuid(2) } }, context)).resolves.toEqual({
      status: 200,
      body: { id: uuid(2) },
      headers: { ETag: '"1"' },
    });
    expect(findCart).toHaveBeenCalledWith(context.db, context.principal, uuid(2));
    expect(priceCart).toHaveBeenCalledWith(content, rates(), NOW);
  });
});
