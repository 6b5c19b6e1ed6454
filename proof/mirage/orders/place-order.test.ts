import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cartRates, ratesFit } from '#api/carts/cart-rates.ts';
import { findCart } from '#api/carts/find-cart.ts';
import { loadCart } from '#api/carts/load-cart.ts';
import { lockOpenCart } from '#api/carts/lock-open-cart.ts';
import { priceCart } from '#api/carts/price-cart.ts';
import { createOrder } from '#api/orders/create-order.ts';
import { orderReply } from '#api/orders/order-body.ts';
import { placeOrder } from '#api/orders/place-order.ts';
import { requireOrderable } from '#api/orders/require-orderable.ts';
import { mockContext } from '../support/context.ts';
import { cartRates as rates } from '../support/rates.ts';
import { handle } from '../support/requests.ts';
import { cart, NOW, order, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/carts/cart-rates.ts');
vi.mock('#api/carts/find-cart.ts');
vi.mock('#api/carts/load-cart.ts');
vi.mock('#api/carts/lock-open-cart.ts');
vi.mock('#api/carts/price-cart.ts');
vi.mock('#api/orders/create-order.ts');
vi.mock('#api/orders/order-body.ts');
vi.mock('#api/orders/require-orderable.ts');

describe('placeOrder', () => {
  const body = { cartId: uuid(2), expectedTotal: { amount: 2500, currency: 'EUR' } };
  const orderable = { cart: cart() } as ReturnType<typeof requireOrderable>;

  beforeEach(() => {
    vi.mocked(findCart).mockResolvedValue(cart());
    vi.mocked(cartRates).mockResolvedValue(rates());
    vi.mocked(ratesFit).mockReturnValue(true);
    vi.mocked(lockOpenCart).mockResolvedValue(cart());
    vi.mocked(requireOrderable).mockReturnValue(orderable);
    vi.mocked(createOrder).mockResolvedValue(order());
    vi.mocked(orderReply).mockResolvedValue({ body: { id: uuid(5) }, headers: { ETag: '"1"' } } as never);
  });

  it("creates the order with the customer's e-mail", async () => {
    const { context } = mockContext({}, { email: 'ada@example.com' });

    await expect(handle(placeOrder, { body }, context)).resolves.toEqual({
      status: 201,
      body: { id: uuid(5) },
      headers: { ETag: '"1"', Location: `/v1/orders/${uuid(5)}` },
    });
    expect(createOrder).toHaveBeenCalledWith(expect.anything(), context, {
      id: uuid(50),
      priced: orderable,
      email: 'ada@example.com',
      deliveryNote: null,
      placedAt: NOW,
    });
    expect(loadCart).toHaveBeenCalledOnce();
    expect(priceCart).toHaveBeenCalledOnce();
  });

  it('prefers the e-mail of the request', async () => {
    const { context } = mockContext();

    await handle(placeOrder, { body: { ...body, email: 'b@example.com', deliveryNote: 'Ring' } }, context);

    expect(createOrder).toHaveBeenCalledWith(
      expect.anything(),
      context,
      expect.objectContaining({ email: 'b@example.com', deliveryNote: 'Ring' }),
    );
  });

  it('throws conflict-retry when the cart changed while rates were fetched', async () => {
    vi.mocked(ratesFit).mockReturnValue(false);
    const { context } = mockContext();

    await expect(handle(placeOrder, { body }, context)).rejects.toMatchObject({ slug: 'conflict-retry' });
    expect(createOrder).not.toHaveBeenCalled();
  });
});
