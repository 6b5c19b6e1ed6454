import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cartReply } from '#api/carts/cart-body.ts';
import { cartRates, ratesFit } from '#api/carts/cart-rates.ts';
import { changeCart } from '#api/carts/change-cart.ts';
import { findCart } from '#api/carts/find-cart.ts';
import { loadCart } from '#api/carts/load-cart.ts';
import { lockOpenCart } from '#api/carts/lock-open-cart.ts';
import { priceCart, type PricedCart } from '#api/carts/price-cart.ts';
import { mockContext } from '../support/context.ts';
import { cartRates as rates } from '../support/rates.ts';
import { address, cart, NOW, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/carts/cart-body.ts');
vi.mock('#api/carts/cart-rates.ts');
vi.mock('#api/carts/find-cart.ts');
vi.mock('#api/carts/load-cart.ts');
vi.mock('#api/carts/lock-open-cart.ts');
vi.mock('#api/carts/price-cart.ts');

describe('changeCart', () => {
  const priced = { cart: cart({ version: 2 }) } as PricedCart;
  const reply = { body: { id: uuid(2) }, headers: { ETag: '"2"' } } as ReturnType<typeof cartReply>;

  beforeEach(() => {
    vi.mocked(findCart).mockResolvedValue(cart());
    vi.mocked(cartRates).mockResolvedValue(rates());
    vi.mocked(ratesFit).mockReturnValue(true);
    vi.mocked(lockOpenCart).mockResolvedValue(cart());
    vi.mocked(priceCart).mockReturnValue(priced);
    vi.mocked(cartReply).mockReturnValue(reply);
  });

  it('updates the cart and answers with its new price', async () => {
    const { context, query } = mockContext({}, cart({ version: 2 }));

    await expect(changeCart(context, uuid(2), { set: { currency: 'USD' } })).resolves.toEqual({
      status: 200,
      ...reply,
    });
    expect(cartRates).toHaveBeenCalledWith(context, { ...cart(), currency: 'USD' });
    expect(query['set']).toHaveBeenCalledWith({ currency: 'USD', version: 'version + 1', updated_at: NOW });
    expect(loadCart).toHaveBeenCalledWith(expect.anything(), cart({ version: 2 }));
  });

  it('stores an address as JSON', async () => {
    const { context, query } = mockContext({}, cart());

    await changeCart(context, uuid(2), { set: { address } });

    expect(query['set']).toHaveBeenCalledWith(expect.objectContaining({ address: JSON.stringify(address) }));
  });

  it('applies what else is to be written and checks the result', async () => {
    const { context } = mockContext({}, cart());
    const apply = vi.fn<() => Promise<void>>().mockResolvedValue();
    const check = vi.fn<(priced: PricedCart) => void>();

    await changeCart(context, uuid(2), { apply, check });

    expect(apply).toHaveBeenCalledOnce();
    expect(check).toHaveBeenCalledWith(priced);
  });

  it('throws conflict-retry when the cart changed while rates were fetched', async () => {
    vi.mocked(ratesFit).mockReturnValue(false);
    const { context } = mockContext({}, cart());

    await expect(changeCart(context, uuid(2), {})).rejects.toMatchObject({ slug: 'conflict-retry' });
  });
});
