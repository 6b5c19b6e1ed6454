import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyCoupon } from '#api/carts/apply-coupon.ts';
import { changeCart } from '#api/carts/change-cart.ts';
import { chooseShippingRate } from '#api/carts/choose-shipping-rate.ts';
import { putCartItem } from '#api/carts/put-cart-item.ts';
import { putItems } from '#api/carts/put-items.ts';
import { removeCartItem } from '#api/carts/remove-cart-item.ts';
import { removeCoupon } from '#api/carts/remove-coupon.ts';
import { setCartAddress } from '#api/carts/set-cart-address.ts';
import { setCartCurrency } from '#api/carts/set-cart-currency.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { handle } from '../support/requests.ts';
import { address, cart, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/carts/change-cart.ts');
vi.mock('#api/carts/put-items.ts', { spy: true });

const params = { cartId: uuid(2), productId: uuid(1) };
const { context } = mockContext();

/** The change that the handler asked for. */
const change = () => vi.mocked(changeCart).mock.calls[0]?.[2];

beforeEach(() => {
  vi.mocked(changeCart).mockResolvedValue({ status: 200 } as Awaited<ReturnType<typeof changeCart>>);
});

describe('handlers that set a field', () => {
  it.each([
    { operation: setCartAddress, body: address, set: { address } },
    { operation: setCartCurrency, body: { currency: 'JPY' }, set: { currency: 'JPY' } },
    { operation: removeCoupon, body: undefined, set: { coupon_code: null } },
    { operation: applyCoupon, body: { code: 'SPRING' }, set: { coupon_code: 'SPRING' } },
    { operation: chooseShippingRate, body: { rateId: 'rate_1' }, set: { shipping_rate_reference: 'rate_1' } },
  ])('$operation.id', async ({ operation, body, set }) => {
    await expect(handle(operation, { params, body }, context)).resolves.toEqual({ status: 200 });
    expect(changeCart).toHaveBeenCalledWith(context, uuid(2), expect.objectContaining({ set }));
  });
});

describe('applyCoupon', () => {
  const check = async (coupon: { refusal: string | null } | null) => {
    await handle(applyCoupon, { params, body: { code: 'SPRING' } }, context);
    return () => change()?.check?.({ coupon } as never);
  };

  it('accepts a coupon that is valid', async () => {
    expect(await check({ refusal: null })).not.toThrow();
  });

  it('throws coupon-not-found for an unknown code', async () => {
    expect(await check(null)).toThrow('There is no coupon with the code SPRING.');
  });

  it('throws coupon-refused with the reason', async () => {
    expect(await check({ refusal: 'coupon-expired' })).toThrow('The coupon has expired.');
  });
});

describe('chooseShippingRate', () => {
  it('throws shipping-rate-not-found when no such rate was quoted', async () => {
    await handle(chooseShippingRate, { params, body: { rateId: 'rate_9' } }, context);

    expect(() => change()?.check?.({ shipping: null } as never)).toThrow('No such rate was quoted');
    expect(() => change()?.check?.({ shipping: {} } as never)).not.toThrow();
  });
});

describe('putCartItem', () => {
  it('puts the item', async () => {
    vi.mocked(putItems).mockResolvedValue();
    const { db } = mockDb();
    await handle(putCartItem, { params, body: { quantity: 3 } }, context);

    await change()?.apply?.(db, cart());

    expect(putItems).toHaveBeenCalledWith(db, uuid(2), [{ productId: uuid(1), quantity: 3 }]);
  });
});

describe('removeCartItem', () => {
  it('deletes the item', async () => {
    const { db, query } = mockDb({ numDeletedRows: 1n });
    await handle(removeCartItem, { params }, context);

    await change()?.apply?.(db, cart());

    expect(query['deleteFrom']).toHaveBeenCalledWith('cart_items');
    expect(query['where']).toHaveBeenCalledWith('product_id', '=', uuid(1));
  });

  it('throws cart-item-not-found when the cart does not hold it', async () => {
    const { db } = mockDb({ numDeletedRows: 0n });
    await handle(removeCartItem, { params }, context);

    await expect(change()?.apply?.(db, cart())).rejects.toMatchObject({ slug: 'cart-item-not-found' });
  });
});
