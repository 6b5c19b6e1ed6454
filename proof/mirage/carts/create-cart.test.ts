import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cartReply } from '#api/carts/cart-body.ts';
import { cartRates } from '#api/carts/cart-rates.ts';
import { createCart } from '#api/carts/create-cart.ts';
import { loadCart } from '#api/carts/load-cart.ts';
import { priceCart } from '#api/carts/price-cart.ts';
import { putItems } from '#api/carts/put-items.ts';
import { backOffice, mockContext } from '../support/context.ts';
import { cartRates as rates } from '../support/rates.ts';
import { handle } from '../support/requests.ts';
import { address, cart, NOW, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/carts/cart-body.ts');
vi.mock('#api/carts/cart-rates.ts', { spy: true });
vi.mock('#api/carts/load-cart.ts');
vi.mock('#api/carts/price-cart.ts');
vi.mock('#api/carts/put-items.ts', { spy: true });

describe('createCart', () => {
  const body = { currency: 'EUR', taxMode: 'inclusive', items: [{ productId: uuid(1), quantity: 2 }] };

  beforeEach(() => {
    vi.mocked(cartRates).mockResolvedValue(rates());
    vi.mocked(putItems).mockResolvedValue();
    vi.mocked(cartReply).mockReturnValue({ body: { id: uuid(2) }, headers: { ETag: '"1"' } } as never);
  });

  it('inserts the cart with its items', async () => {
    const { context, query } = mockContext({}, cart());

    await expect(handle(createCart, { body: { ...body, address } }, context)).resolves.toEqual({
      status: 201,
      body: { id: uuid(2) },
      headers: { ETag: '"1"', Location: `/v1/carts/${uuid(2)}` },
    });
    expect(query['values']).toHaveBeenCalledWith({
      id: uuid(50),
      customer_id: uuid(3),
      currency: 'EUR',
      tax_mode: 'inclusive',
      address: JSON.stringify(address),
      created_at: NOW,
      updated_at: NOW,
    });
    expect(putItems).toHaveBeenCalledWith(expect.anything(), uuid(2), body.items);
    expect(loadCart).toHaveBeenCalledOnce();
    expect(priceCart).toHaveBeenCalledOnce();
  });

  it('has no address unless one is given', async () => {
    const { context, query } = mockContext({}, cart());

    await handle(createCart, { body }, context);

    expect(query['values']).toHaveBeenCalledWith(expect.objectContaining({ address: null }));
  });

  it('is forbidden for the back office', async () => {
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(createCart, { body }, context)).rejects.toMatchObject({ slug: 'forbidden' });
  });
});
