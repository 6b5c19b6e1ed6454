import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockStock } from '#api/db/locks.ts';
import { reserveStock } from '#api/orders/reserve-stock.ts';
import { takeCoupon } from '#api/orders/take-coupon.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { cartItem, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');

const { context } = mockContext();

describe('reserveStock', () => {
  const stock = { product_id: uuid(1), on_hand: 10, reserved: 2, synced_at: null };

  beforeEach(() => {
    vi.mocked(lockStock).mockResolvedValue([stock]);
  });

  it('reserves what the order holds', async () => {
    const { db, query } = mockDb();

    await reserveStock(db, context, uuid(5), [cartItem()]);

    expect(lockStock).toHaveBeenCalledWith(db, [uuid(1)]);
    expect(query['updateTable']).toHaveBeenCalledWith('stock');
    expect(query['where']).toHaveBeenCalledWith('line.order_id', '=', uuid(5));
  });

  it('throws insufficient-stock with every shortage', async () => {
    vi.mocked(lockStock).mockResolvedValue([{ ...stock, reserved: 9 }]);
    const { db } = mockDb();

    await expect(reserveStock(db, context, uuid(5), [cartItem()])).rejects.toMatchObject({
      slug: 'insufficient-stock',
      extra: { items: [{ productId: uuid(1), requested: 2, available: 1 }] },
    });
  });

  it('throws dependency-unavailable when the count is too old', async () => {
    vi.mocked(lockStock).mockResolvedValue([{ ...stock, synced_at: new Date(0) }]);
    const { db } = mockDb();

    await expect(reserveStock(db, context, uuid(5), [cartItem()])).rejects.toMatchObject({
      slug: 'dependency-unavailable',
    });
  });
});

describe('takeCoupon', () => {
  const coupon = {
    id: uuid(4),
    code: 'SPRING',
    terms: { kind: 'percentage', basisPoints: 1000 },
    refusal: null,
  } as const;

  it('counts a use of all and of the customer', async () => {
    const { db, query } = mockDb({ per_customer_limit: 1 }, { times_used: 1 });

    await takeCoupon(db, coupon, uuid(3));

    expect(query['set']).toHaveBeenCalledWith({ times_used: 'times_used + 1' });
    expect(query['values']).toHaveBeenCalledWith({
      coupon_id: uuid(4),
      customer_id: uuid(3),
      times_used: 1,
      per_customer_limit: 1,
    });
  });

  it('throws coupon-used-up', async () => {
    await expect(takeCoupon(mockDb(undefined).db, coupon, uuid(3))).rejects.toMatchObject({
      extra: { reason: 'coupon-used-up' },
    });
  });

  it('throws coupon-used-up-by-customer', async () => {
    const { db } = mockDb({ per_customer_limit: 1 }, undefined);

    await expect(takeCoupon(db, coupon, uuid(3))).rejects.toMatchObject({
      extra: { reason: 'coupon-used-up-by-customer' },
    });
  });
});
