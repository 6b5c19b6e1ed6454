import { beforeEach, describe, expect, it, vi } from 'vitest';
import { priceCart } from '#api/carts/price-cart.ts';
import { shippingBasis } from '#api/carts/shipping-basis.ts';
import { appendOrderEvent } from '#api/orders/append-order-event.ts';
import { createOrder } from '#api/orders/create-order.ts';
import { requireOrderable } from '#api/orders/require-orderable.ts';
import { reserveStock } from '#api/orders/reserve-stock.ts';
import { takeCoupon } from '#api/orders/take-coupon.ts';
import { money } from '@topheavy/domain';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { cartRates, shippingQuote } from '../support/rates.ts';
import { address, cart, cartItem, coupon, NOW, order, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/orders/append-order-event.ts');
vi.mock('#api/orders/reserve-stock.ts');
vi.mock('#api/orders/take-coupon.ts');

const { context } = mockContext();

const priced = (couponRow: ReturnType<typeof coupon> | null = null) => {
  const content = {
    cart: cart({ address }),
    items: [cartItem()],
    coupon: couponRow && { row: couponRow, timesUsedByCustomer: 0 },
  };
  const chosen = {
    shipping_quote: { ...shippingQuote(), basis: shippingBasis(content) },
    shipping_rate_reference: 'rate_1',
  };
  return priceCart({ ...content, cart: { ...content.cart, ...chosen } }, cartRates(), NOW);
};
const newOrder = (couponRow: ReturnType<typeof coupon> | null, total: number) => ({
  id: uuid(5),
  priced: requireOrderable(priced(couponRow), money(total, 'EUR')),
  email: 'ada@example.com',
  deliveryNote: null,
  placedAt: NOW,
});

describe('createOrder', () => {
  beforeEach(() => {
    vi.mocked(reserveStock).mockResolvedValue();
  });

  it('freezes prices, taxes and rates', async () => {
    const { db, query } = mockDb(order());

    await expect(createOrder(db, context, newOrder(null, 2450))).resolves.toEqual(order());
    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({
        id: uuid(5),
        status: 'pending_payment',
        subtotal_minor: 2000,
        total_minor: 2450,
        fx_rate_micros: 1_000_000,
        shipping_quote_reference: 'shp_1',
        coupon_id: null,
        expires_at: new Date(NOW.getTime() + 30 * 60_000),
      }),
    );
    expect(query['values']).toHaveBeenCalledWith([
      expect.objectContaining({ order_id: uuid(5), position: 1, quantity: 2, unit_minor: 1000 }),
    ]);
  });

  it('closes the cart, reports the order and reserves the stock', async () => {
    const { db, query } = mockDb(order());

    await createOrder(db, context, newOrder(null, 2450));

    expect(query['set']).toHaveBeenCalledWith({ status: 'ordered', version: 2, updated_at: NOW });
    expect(appendOrderEvent).toHaveBeenCalledWith(db, context, 'order.placed', order());
    expect(reserveStock).toHaveBeenCalledWith(db, context, uuid(5), [cartItem()]);
    expect(takeCoupon).not.toHaveBeenCalled();
  });

  it('takes the coupon', async () => {
    const { db } = mockDb(order());

    await createOrder(db, context, newOrder(coupon(), 2250));

    expect(takeCoupon).toHaveBeenCalledWith(db, expect.objectContaining({ code: 'SPRING' }), uuid(3));
  });
});

describe('requireOrderable', () => {
  it('throws cart-not-ready with what is missing', () => {
    const empty = priceCart({ cart: cart(), items: [], coupon: null }, cartRates({ vat: null }), NOW);

    expect(() => requireOrderable(empty, money(1, 'EUR'))).toThrow(
      expect.objectContaining({
        slug: 'cart-not-ready',
        extra: { missing: ['items', 'address', 'shipping'] },
      }),
    );
  });

  it.each([money(2449, 'EUR'), money(2450, 'USD')])(
    'throws order-total-changed for $amount $currency',
    (total) => {
      expect(() => requireOrderable(priced(), total)).toThrow(
        expect.objectContaining({ slug: 'order-total-changed' }),
      );
    },
  );
});
